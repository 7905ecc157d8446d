package dev.pointsman.gateway.litellm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Providers of the converted configuration: one for each address with its key and headers. Values that may be keys are
 * compared, and never written.
 */
final class ProviderAccounts {
    private static final String KEY = "api_key";
    private static final String KEY_SUFFIX = "API_KEY";
    private static final List<String> AWS = List.of("aws_access_key_id", "aws_secret_access_key", "aws_session_token");

    private final Map<List<?>, String> names = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> providers = new LinkedHashMap<>();

    /** Returns the name of the provider that the parameters describe; null, with a finding, if there can be none. */
    @Nullable
    String of(ModelReference model, SourceSection params) {
        ProviderAddress address = ProviderAddress.of(model, params);
        if (address == null) {
            return null;
        }
        List<Object> identity = List.of(
                model.kind(),
                address,
                String.valueOf(params.value(KEY)),
                AWS.stream().map(key -> String.valueOf(params.value(key))).toList(),
                params.map("extra_headers"),
                String.valueOf(params.value("organization")));
        String known = names.get(identity);
        if (known != null) {
            return known;
        }
        String name = UniqueNames.next(model.kind().prefix().replace('_', '-'), providers.keySet());
        names.put(identity, name);
        providers.put(name, provider(model.kind(), address, params, name));
        return name;
    }

    Map<String, Map<String, Object>> all() {
        return providers;
    }

    private static Map<String, Object> provider(
            ProviderKind kind, ProviderAddress address, SourceSection params, String name) {
        Map<String, Object> provider = new LinkedHashMap<>();
        provider.put("wire", kind.wire());
        provider.put("url", address.url());
        Map<String, Object> headers = headers(params, name);
        String key = kind.is(ProviderKind.BEDROCK) ? awsKey(params) : key(kind, params, name);
        if (key != null && (kind.is(ProviderKind.AZURE) || kind.is(ProviderKind.AZURE_AI))) {
            headers.put("api-key", key);
        } else if (key != null) {
            provider.put("api-key", key);
        }
        if (!headers.isEmpty()) {
            provider.put("headers", headers);
        }
        if (!address.query().isEmpty()) {
            provider.put("query", address.query());
        }
        if (!address.isChecked()) {
            provider.put("probe", "none");
        }
        return provider;
    }

    private static @Nullable String key(ProviderKind kind, SourceSection params, String name) {
        Object given = params.value(KEY);
        String variable = EnvironmentReference.variable(given);
        if (variable != null) {
            return EnvironmentReference.placeholder(variable);
        }
        boolean isNeeded = !kind.keyVariable().isEmpty();
        if (given == null) {
            return isNeeded ? EnvironmentReference.placeholder(kind.keyVariable()) : null;
        }
        String own = EnvironmentReference.name(name, KEY_SUFFIX);
        notCopied(params, KEY, own);
        return isNeeded ? EnvironmentReference.placeholder(own) : EnvironmentReference.optional(own);
    }

    /** Returns the placeholders of an AWS access key, or of a key of Bedrock; null for the default chain of credentials. */
    private static @Nullable String awsKey(SourceSection params) {
        if (params.has(KEY)) {
            return awsPart(params, KEY, "AWS_BEARER_TOKEN_BEDROCK");
        }
        if (!params.has(AWS.get(0))) {
            return null;
        }
        String pair = awsPart(params, AWS.get(0), "AWS_ACCESS_KEY_ID") + ":"
                + awsPart(params, AWS.get(1), "AWS_SECRET_ACCESS_KEY");
        return params.has(AWS.get(2)) ? pair + ":" + awsPart(params, AWS.get(2), "AWS_SESSION_TOKEN") : pair;
    }

    private static String awsPart(SourceSection params, String key, String otherwise) {
        String variable = EnvironmentReference.variable(params.value(key));
        if (variable == null && params.has(key)) {
            notCopied(params, key, otherwise);
        }
        return EnvironmentReference.placeholder(variable == null ? otherwise : variable);
    }

    private static Map<String, Object> headers(SourceSection params, String name) {
        Map<String, Object> headers = new LinkedHashMap<>();
        String organization = params.text("organization");
        if (organization != null) {
            headers.put("OpenAI-Organization", organization);
        }
        params.map("extra_headers").forEach((header, value) -> {
            String variable = EnvironmentReference.variable(value);
            String own = EnvironmentReference.name(name, EnvironmentReference.name(header.toString(), "HEADER"));
            if (variable == null) {
                notCopied(params, "extra_headers." + header, own);
            }
            headers.put(header.toString(), EnvironmentReference.placeholder(variable == null ? own : variable));
        });
        return headers;
    }

    private static void notCopied(SourceSection params, String key, String variable) {
        params.findings()
                .changed(params.path(key), "may be secret and is not copied: set " + variable + " in the environment");
    }
}
