package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The configuration reference as Markdown, made of the configuration metadata of all modules. */
final class ConfigurationPage {
    static final List<Row> RULES = List.of(
            new Row(
                    "provider",
                    "string",
                    "any",
                    "–",
                    "name of a configured provider, or a family of providers such as groq"),
            new Row("status", "string", "any", "300 to 999, 3xx, 4xx, 5xx", "statuses, separated by commas"),
            new Row(
                    "code",
                    "string",
                    "any",
                    "–",
                    "codes, types or reasons in the body, separated by commas; one must match"),
            new Row(
                    "message",
                    "string",
                    "any",
                    "–",
                    "beginning of the provider's sentence in any case; `*` for any characters"),
            new Row("kind", "string", "–", "required", "kind of failure, such as quota-exhausted"));

    static final List<Row> BUDGETS = List.of(
            new Row("usd", "number", "–", ">= 0.000001", "US dollars per period; this or `tokens`"),
            new Row("tokens", "integer", "–", "at least 1", "tokens of prompts and answers per period"),
            new Row("per", "enum", "month", "day, week, month", "the period of the calendar"),
            new Row("zone", "string", "UTC", "–", "time zone of the period's beginning"),
            new Row("models", "list", "all", "–", "the models that it counts"),
            new Row("warn-at", "list", "none", "each over 0, at most 1", "shares of it that are reported"),
            new Row(
                    "when-spent",
                    "string",
                    "refuse",
                    "–",
                    "`refuse`, or `pool:` with the pool that goes on, marked degraded"));

    static final List<Row> KEYS = List.of(
            new Row(
                    "id",
                    "string",
                    "–",
                    "1 to 64 letters, digits, dots, hyphens and underscores",
                    "its id in usage and logs"),
            new Row(
                    "hash",
                    "string",
                    "–",
                    "sha256: and 64 hexadecimal digits",
                    "its hash, as the command `keys` prints it"),
            new Row(
                    "expires",
                    "string",
                    "never",
                    "–",
                    "the last day on which it is accepted, in UTC, such as 2027-06-30"),
            new Row(
                    "limits",
                    "map",
                    "none",
                    "–",
                    "`requests`, `tokens` and `concurrent` of its calls, as of the tenant"));

    static final List<Row> FURTHER = List.of(
            new Row(
                    "gateway.usage-cost",
                    "enum",
                    "streams",
                    "always, streams, never",
                    "answers whose usage object has the cost"),
            new Row(
                    "gateway.demo",
                    "boolean",
                    "false",
                    "true, false",
                    "demonstration with mock providers, if no provider is configured; needs the module examples/gateway-demo"),
            new Row(
                    "gateway.warm-up",
                    "duration",
                    "none",
                    ">= 0",
                    "longest time of the warm-up at the start, before which the gateway is not ready; 10s is enough"),
            new Row(
                    "micronaut.metrics.binders.pointsman.enabled",
                    "boolean",
                    "true",
                    "true, false",
                    "metrics, where a meter registry is present"),
            new Row(
                    "otel.instrumentation.pointsman.enabled",
                    "boolean",
                    "true",
                    "true, false",
                    "traces, where OpenTelemetry is present"),
            new Row(
                    "endpoints.health.pointsman.enabled",
                    "boolean",
                    "true",
                    "true, false",
                    "pools in the health endpoint"),
            new Row(
                    "endpoints.pointsman.enabled",
                    "boolean",
                    "true",
                    "true, false",
                    "management endpoint and live page"),
            new Row(
                    "endpoints.pointsman.sensitive",
                    "boolean",
                    "true",
                    "true, false",
                    "access for authenticated users only, where Micronaut's security is present"),
            new Row(
                    "endpoints.pointsman.path",
                    "string",
                    "pointsman",
                    "–",
                    "path of the management endpoint and the live page"));

    private static final String HEAD = """
            # Configuration reference

            Generated from the configuration metadata of the build by `ConfigurationPageTest` with `-Dwrite.pages=true`; do not edit.
            Examples and explanations are in the [user guide](guide.md#configuration).

            - `*` stands for a name, `[*]` for an element of a list: `pointsman.pools.*.goal` is `goal` of the pool `chat` as
              `pointsman.pools.chat.goal`.
            - Durations have a unit: `500ms`, `10s`, `2m`, `1h`. Sizes are bytes, or have a unit: `64KB`, `10MB`, `1GB`.
            - Prices are US dollars per million tokens.
            - A wrong value stops the start with its path, the value and the expected range.
            """;

    private static final Pattern CODE = Pattern.compile("\\{@code\\s+([^}]*)}");
    private static final Pattern DEFAULT = Pattern.compile("(?:[;.] )[Dd]efault: (.*?)(?:\\. (?=[A-Z])|$)");
    private static final Pattern RANGE = Pattern.compile(
            "(?:at least|at most|over|below|under|from) [0-9o].*|[0-9]+ to [0-9]+.*|[0-9]+ for .*|1, then .*");
    private static final Pattern SIZE = Pattern.compile("[0-9]+[KMG]B");

    private ConfigurationPage() {}

    record Row(String key, String type, String preset, String range, String meaning) {
        String text() {
            return "| `" + key + "` | " + type + " | " + preset + " | " + range + " | " + meaning.replace("|", "\\|")
                    + " |\n";
        }
    }

    static String text() throws IOException {
        TreeMap<String, String> sections =
                new TreeMap<>(Comparator.<String, Boolean>comparing(name -> name.startsWith("gateway"))
                        .thenComparing(Comparator.naturalOrder()));
        for (JsonNode metadata : metadata()) {
            for (JsonNode group : metadata.path("groups")) {
                String name = group.get("name").asText();
                List<Row> rows = rows(metadata, group.get("type").asText(), name);
                if (!rows.isEmpty()) {
                    sections.put(
                            name,
                            section(name, sentence(group.path("description").asText()), rows));
                }
            }
        }
        sections.put(
                "pointsman.failures.rules[*]",
                section(
                        "pointsman.failures.rules[*]",
                        "Rules for provider errors; at least one of status, code and message is required.",
                        RULES));
        sections.put(
                "pointsman.tenants.*.budgets[*]",
                section("pointsman.tenants.*.budgets[*]", "Budgets of a tenant; one of usd and tokens each.", BUDGETS));
        sections.put(
                "pointsman.tenants.*.keys[*]",
                section("pointsman.tenants.*.keys[*]", "Keys of the tenant's clients.", KEYS));
        return HEAD
                + String.join("", sections.values())
                + section("Further keys", "Switches of single features.", FURTHER);
    }

    /** Returns the names of all described keys. */
    static List<String> keys() throws IOException {
        List<String> keys = new ArrayList<>();
        for (JsonNode metadata : metadata()) {
            metadata.path("properties")
                    .forEach(property -> keys.add(property.get("name").asText()));
        }
        return keys;
    }

    private static List<JsonNode> metadata() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (URL url : Collections.list(
                ConfigurationPage.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream file = url.openStream()) {
                JsonNode metadata = new ObjectMapper().readTree(file);
                if (metadata.toString().contains("\"dev.pointsman.")) {
                    all.add(metadata);
                }
            }
        }
        return all;
    }

    private static List<Row> rows(JsonNode metadata, String type, String group) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode property : metadata.path("properties")) {
            if (property.path("sourceType").asText().equals(type)
                    && !property.get("type").asText().startsWith("dev.pointsman.")) {
                rows.add(row(property, group));
            }
        }
        return rows;
    }

    private static Row row(JsonNode property, String group) {
        String text = plain(property.path("description").asText());
        String preset = property.path("defaultValue").asText("–");
        Matcher found = DEFAULT.matcher(text);
        if (found.find()) {
            preset = preset.equals("–") ? found.group(1) : preset;
            text = text.substring(0, found.start())
                    + (found.end() == text.length() ? "" : "; " + text.substring(found.end()));
        }
        Map<Boolean, List<String>> parts = List.of(text.split("; ")).stream()
                .collect(Collectors.partitioningBy(part -> RANGE.matcher(part).matches()));
        String type = type(property.get("type").asText(), preset, text);
        String range = type.equals("boolean") ? "true, false" : String.join("; ", parts.get(true));
        return new Row(
                property.get("name").asText().substring(group.length() + 1),
                type,
                preset,
                range.isEmpty() ? "–" : range,
                String.join("; ", parts.get(false)));
    }

    private static String type(String type, String preset, String text) {
        boolean isSize = SIZE.matcher(preset).matches() || (preset + text).contains("heap");
        return switch (type.substring(type.lastIndexOf('.') + 1)) {
            case "Integer", "int" -> "integer";
            case "Long", "long" -> isSize ? "size" : "integer";
            case "Double", "double" -> "number";
            case "String" -> isSize ? "size" : "string";
            default -> type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        };
    }

    private static String section(String name, String description, List<Row> rows) {
        return "\n## " + (name.contains(" ") ? name : "`" + name + "`") + "\n\n" + description
                + "\n\n| key | type | default | range | meaning |\n|---|---|---|---|---|\n"
                + rows.stream().map(Row::text).collect(Collectors.joining());
    }

    private static String sentence(String text) {
        String first = text.split("<p>", 2)[0];
        return plain(first) + ".";
    }

    private static String plain(String text) {
        String code = CODE.matcher(text.replaceAll("\\s+", " ").strip()).replaceAll("`$1`");
        return code.endsWith(".") ? code.substring(0, code.length() - 1) : code;
    }
}
