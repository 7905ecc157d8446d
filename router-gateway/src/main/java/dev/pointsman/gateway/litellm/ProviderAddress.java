package dev.pointsman.gateway.litellm;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Address of a provider, as this gateway calls it.
 *
 * @param url the base address
 * @param query parameters of every address
 * @param isChecked whether the address has a list of models, which checks during outages read
 */
record ProviderAddress(String url, Map<String, String> query, boolean isChecked) {
    private static final String BASE = "api_base";
    private static final String VERSION = "api_version";
    private static final String REGION = "aws_region_name";
    private static final Pattern REGION_IN_NAME = Pattern.compile("([a-z]{2}(?:-[a-z]+)+-\\d)/(.+)");
    private static final Pattern USER_INFO = Pattern.compile("^(https?://)[^/@]*@");
    private static final Set<String> UNDATED = Set.of("v1", "preview", "latest");

    /** Returns the address of a model's provider; null, with a finding, if the source does not tell it. */
    static @Nullable ProviderAddress of(ModelReference model, SourceSection params) {
        ProviderKind kind = model.kind();
        String base = base(params);
        return switch (kind.prefix()) {
            case ProviderKind.AZURE -> azure(model, params, base);
            case ProviderKind.AZURE_AI -> azureAi(params, base);
            case ProviderKind.VERTEX -> vertex(params, base);
            case ProviderKind.BEDROCK -> bedrock(model, params, base);
            case ProviderKind.ANTHROPIC -> plain(base == null ? kind.url() : withEnd(base, "/v1"));
            case ProviderKind.OLLAMA, "ollama_chat" -> plain(withEnd(base == null ? kind.url() : base, "/v1"));
            default ->
                base == null && kind.url().isEmpty() ? missing(params, BASE) : plain(base == null ? kind.url() : base);
        };
    }

    /** Returns the model's name at the provider; a region before it is part of the address. */
    static String name(ModelReference model) {
        Matcher region = REGION_IN_NAME.matcher(model.name());
        return model.kind().is(ProviderKind.BEDROCK) && region.matches() ? region.group(2) : model.name();
    }

    private static @Nullable ProviderAddress azure(ModelReference model, SourceSection params, @Nullable String base) {
        String version = params.text(VERSION);
        if (base == null) {
            return missing(params, BASE);
        }
        if (version == null || UNDATED.contains(version)) {
            return plain(base.contains("/openai/") ? base : base + "/openai/v1");
        }
        String url = base.contains("/deployments/") ? base : base + "/openai/deployments/" + model.name();
        return new ProviderAddress(url, Map.of("api-version", version), false);
    }

    private static @Nullable ProviderAddress azureAi(SourceSection params, @Nullable String base) {
        String version = params.text(VERSION);
        if (base == null) {
            return missing(params, BASE);
        }
        boolean isFoundry = base.endsWith("services.ai.azure.com");
        String given = version == null && isFoundry ? "2024-05-01-preview" : version;
        return new ProviderAddress(
                isFoundry ? base + "/models" : base, given == null ? Map.of() : Map.of("api-version", given), false);
    }

    private static @Nullable ProviderAddress vertex(SourceSection params, @Nullable String base) {
        String project = params.text("vertex_project");
        String given = params.text("vertex_location");
        if (base != null) {
            return new ProviderAddress(base, Map.of(), false);
        }
        if (project == null) {
            return missing(params, "vertex_project");
        }
        String location = given == null ? "us-central1" : given;
        String host = location.equals("global") ? "" : location + "-";
        return new ProviderAddress(
                "https://%saiplatform.googleapis.com/v1/projects/%s/locations/%s/publishers/google"
                        .formatted(host, project, location),
                Map.of(),
                false);
    }

    private static @Nullable ProviderAddress bedrock(
            ModelReference model, SourceSection params, @Nullable String base) {
        String endpoint = params.text("aws_bedrock_runtime_endpoint");
        String region = params.text(REGION);
        Matcher inName = REGION_IN_NAME.matcher(model.name());
        String given = endpoint == null ? base : withoutEnd(endpoint);
        if (given != null) {
            return new ProviderAddress(given, Map.of(), false);
        }
        String named = inName.matches() ? inName.group(1) : region;
        return named == null
                ? missing(params, REGION)
                : new ProviderAddress("https://bedrock-runtime." + named + ".amazonaws.com", Map.of(), false);
    }

    private static ProviderAddress plain(String url) {
        return new ProviderAddress(url, Map.of(), true);
    }

    private static @Nullable ProviderAddress missing(SourceSection params, String key) {
        params.findings().unmapped(params.path(key), "missing, so the address of the provider is unknown");
        return null;
    }

    private static @Nullable String base(SourceSection params) {
        String text = params.text(params.has(BASE) ? BASE : "base_url");
        if (text == null) {
            return null;
        }
        String path = params.path(BASE);
        if (EnvironmentReference.variable(params.value(BASE)) != null) {
            params.findings().changed(path, "the variable's address must not end with a slash");
        }
        String withoutUser = USER_INFO.matcher(text).replaceFirst("$1");
        int query = withoutUser.indexOf('?');
        if (!withoutUser.equals(text) || query >= 0) {
            params.findings().changed(path, "user info and query may be secret and are left out");
        }
        return withoutEnd(query < 0 ? withoutUser : withoutUser.substring(0, query));
    }

    private static String withoutEnd(String url) {
        return url.replaceFirst("/+$", "").replaceFirst("/(chat/completions|messages)$", "");
    }

    private static String withEnd(String url, String end) {
        return url.endsWith(end) ? url : url + end;
    }
}
