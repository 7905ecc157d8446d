package dev.pointsman.gateway.litellm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Model of {@code litellm_params.model}, without the provider's prefix.
 *
 * @param kind the provider
 * @param name the model's name at the provider
 */
record ModelReference(ProviderKind kind, String name) {
    private static final String RESPONSES = "responses/";
    private static final List<String> BEDROCK_ROUTES = List.of("converse/", "invoke/", "converse_like/");

    /** Families that LiteLLM knows without a prefix. */
    private static final Map<String, String> FAMILIES = Map.of(
            "gpt-", ProviderKind.OPENAI,
            "chatgpt-", ProviderKind.OPENAI,
            "o1", ProviderKind.OPENAI,
            "o3", ProviderKind.OPENAI,
            "o4", ProviderKind.OPENAI,
            "text-embedding-", ProviderKind.OPENAI,
            "claude-", ProviderKind.ANTHROPIC);

    /**
     * Returns the model of a text such as {@code azure/my-deployment}; empty if the provider is unknown.
     *
     * @param model the text
     * @param custom {@code custom_llm_provider}, which takes precedence; null if absent
     */
    static Optional<ModelReference> of(String model, @Nullable String custom) {
        int slash = model.indexOf('/');
        String prefix = slash < 0 ? "" : model.substring(0, slash);
        if (custom != null) {
            String name = prefix.equals(custom) ? model.substring(slash + 1) : model;
            return ProviderKind.find(custom).map(kind -> known(kind, name));
        }
        Optional<ProviderKind> named = ProviderKind.find(prefix);
        if (named.isPresent()) {
            return named.map(kind -> known(kind, model.substring(slash + 1)));
        }
        return FAMILIES.entrySet().stream()
                .filter(family -> model.startsWith(family.getKey()))
                .findFirst()
                .flatMap(family -> ProviderKind.find(family.getValue()))
                .map(kind -> known(kind, model));
    }

    private static ModelReference known(ProviderKind kind, String name) {
        if (kind.is(ProviderKind.OPENAI) && name.startsWith(RESPONSES)) {
            return new ModelReference(kind.over("openai-responses"), name.substring(RESPONSES.length()));
        }
        if (kind.is(ProviderKind.BEDROCK)) {
            return BEDROCK_ROUTES.stream()
                    .filter(name::startsWith)
                    .findFirst()
                    .map(route -> new ModelReference(kind, name.substring(route.length())))
                    .orElse(new ModelReference(kind, name));
        }
        if (kind.is(ProviderKind.FIREWORKS) && !name.contains("/")) {
            return new ModelReference(kind, "accounts/fireworks/models/" + name);
        }
        return new ModelReference(kind, name);
    }

    boolean isWildcard() {
        return name.contains("*");
    }
}
