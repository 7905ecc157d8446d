package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parser of error bodies: objects, arrays of them, JSON in strings, stream events, plain text. HTML is ignored.
 * Thread-safe.
 *
 * <p>JSON in a string is read only at its beginning, after exception names that gateways prepend: text that a provider
 * quotes from a request must not be taken for its own error.
 */
final class ErrorReader {
    private static final int DEEPEST = 10;
    private static final int LONGEST_WRAPPER = 100;

    private static final Pattern WRAPPER = Pattern.compile(
            "(?:litellm\\.)?(\\w*(?:Error|Exception)) ?[:-] |<\\d{3}> |Error from provider: |Error code: \\d{3} - ");

    private static final Pattern STATUS = Pattern.compile("[45]\\d\\d");
    private static final List<String> CODES = List.of("code", "type", "status", "reason", "error_type", "__type");
    private static final List<String> SENTENCES =
            List.of("message", "detail", "msg", "error_description", "Message", "errors");
    private static final List<String> GENERIC = List.of("provider returned error", "error from provider");

    private ErrorReader() {}

    /** Values found so far; deeper levels come later and are more specific. */
    private static final class Findings {
        final Set<String> codes = new LinkedHashSet<>();
        String message = "";
        int status;

        String retryDelay = "";
        String param = "";

        ErrorReport report() {
            return new ErrorReport(codes, message, status, retryDelay, param);
        }
    }

    static ErrorReport read(byte[] body) {
        Findings found = new Findings();
        text(new String(body, StandardCharsets.UTF_8).strip(), found, 0);
        return found.report();
    }

    static ErrorReport read(JsonNode body) {
        Findings found = new Findings();
        node(body, found, 0);
        return found.report();
    }

    private static void text(String text, Findings found, int depth) {
        String rest = withoutWrappers(text, found);
        JsonNode node = rest.startsWith("{") || rest.startsWith("[") ? JsonReader.firstOrNull(rest) : null;
        String event = rest.startsWith("event:") || rest.startsWith("data:") ? firstData(rest) : "";
        if (node != null && depth < DEEPEST) {
            node(node, found, depth + 1);
        } else if (!event.isEmpty() && depth < DEEPEST) {
            text(event, found, depth + 1);
        } else if (!rest.isBlank() && !rest.startsWith("<")) {
            found.message = rest;
        }
    }

    private static String firstData(String events) {
        return events.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()).strip())
                .findFirst()
                .orElse("");
    }

    private static String withoutWrappers(String text, Findings found) {
        Matcher wrapper = WRAPPER.matcher(text);
        int from = 0;
        while (wrapper.region(from, Math.min(text.length(), from + LONGEST_WRAPPER))
                .lookingAt()) {
            String exception = wrapper.group(1);
            if (exception != null) {
                found.codes.add(exception.toLowerCase(Locale.ROOT));
            }
            from = wrapper.end();
        }
        return text.substring(from).strip();
    }

    private static void node(JsonNode node, Findings found, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (node.isArray()) {
            JsonFields.items(node).stream().limit(1).forEach(first -> node(first, found, depth + 1));
        } else if (node.isTextual()) {
            text(node.textValue().strip(), found, depth + 1);
        } else if (node.isObject()) {
            object(node, found, depth);
        }
    }

    private static void object(JsonNode node, Findings found, int depth) {
        JsonNode error = JsonFields.field(node, "error");
        if (error != null) {
            node(error, found, depth + 1);
        }
        codes(JsonFields.object(node, "innererror"), found);
        codes(node, found);
        details(node, found);
        found.param = found.param.isEmpty() ? JsonFields.text(node, "param", "") : found.param;
        if (found.message.isEmpty()) {
            sentence(node, found, depth);
        }
        JsonNode raw = JsonFields.field(JsonFields.object(node, "metadata"), "raw");
        if (raw != null) {
            behind(raw, found, depth);
        }
    }

    /** Reads the original error inside a gateway's message. */
    private static void behind(JsonNode raw, Findings found, int depth) {
        String said = found.message;
        found.message = "";
        node(raw, found, depth + 1);
        boolean generic = GENERIC.stream().anyMatch(said.toLowerCase(Locale.ROOT)::startsWith);
        found.message = found.message.isEmpty() || !(said.isEmpty() || generic) ? said : found.message;
    }

    private static void sentence(JsonNode node, Findings found, int depth) {
        for (String name : SENTENCES) {
            JsonNode value = JsonFields.field(node, name);
            if (value == null) {
                continue;
            }
            if (value.isArray()) {
                found.message = JsonFields.items(value).stream()
                        .limit(3)
                        .map(ErrorReader::entry)
                        .filter(entry -> !entry.isBlank())
                        .collect(Collectors.joining("; "));
            } else {
                node(value, found, depth + 1);
            }
            if (!found.message.isEmpty()) {
                return;
            }
        }
    }

    /** One of several validation errors, such as FastAPI's: location and message. */
    private static String entry(JsonNode entry) {
        if (entry.isTextual()) {
            return entry.textValue();
        }
        String place =
                JsonFields.items(entry, "loc").stream().map(JsonNode::asText).collect(Collectors.joining("."));
        String what = JsonFields.text(entry, "msg", JsonFields.text(entry, "message", ""));
        return place.isEmpty() ? what : place + ": " + what;
    }

    private static void codes(JsonNode node, Findings found) {
        for (String name : CODES) {
            JsonNode value = JsonFields.field(node, name);
            if (value == null || value.isContainerNode()) {
                continue;
            }
            String code = value.asText().toLowerCase(Locale.ROOT);
            if (STATUS.matcher(code).matches()) {
                found.status = found.status == 0 ? Integer.parseInt(code) : found.status;
            } else if (!code.isBlank() && !code.equals("error")) {
                found.codes.add(code.substring(code.indexOf('#') + 1)); // AWS puts a name space in front
            }
        }
    }

    /** Reads Google's details: reasons and retry delay. */
    private static void details(JsonNode node, Findings found) {
        for (JsonNode detail : JsonFields.items(node, "details")) {
            String reason = JsonFields.text(detail, "reason", "");
            if (!reason.isEmpty()) {
                found.codes.add(reason.toLowerCase(Locale.ROOT));
            }
            found.retryDelay = JsonFields.text(detail, "retryDelay", found.retryDelay);
        }
    }
}
