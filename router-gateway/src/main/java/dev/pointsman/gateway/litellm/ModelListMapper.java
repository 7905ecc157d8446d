package dev.pointsman.gateway.litellm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mapper of {@code model_list}: models, their providers, and the groups that they are in. */
final class ModelListMapper {
    private static final Set<String> CHAT_MODES = Set.of("chat", "completion", "responses");
    private static final String EMBEDDING = "embedding";

    private final Map<?, ?> credentials;
    private final Findings findings;
    private final ProviderAccounts accounts = new ProviderAccounts();
    private final Map<String, Map<String, Object>> models = new LinkedHashMap<>();
    private final Map<String, List<ConvertedModel>> groups = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    /**
     * @param credentials values by the names of {@code credential_list}
     * @param findings receives what is not mapped
     */
    ModelListMapper(Map<?, ?> credentials, Findings findings) {
        this.credentials = credentials;
        this.findings = findings;
    }

    void add(int index, Object entry) {
        SourceSection section = SourceSection.of("model_list[" + index + "]", entry, findings);
        String group = section.text("model_name");
        SourceSection params = params(section.section("litellm_params"));
        SourceSection info = section.section("model_info");
        String model = params.text("model");
        if (group == null || model == null) {
            findings.unmapped(section.path(group == null ? "model_name" : "litellm_params.model"), "missing");
            return;
        }
        Optional<ModelReference> reference = ModelReference.of(model, params.text("custom_llm_provider"));
        if (reference.isEmpty()) {
            findings.unmapped(params.path("model"), "no protocol for the provider of " + model);
            return;
        }
        if (reference.get().isWildcard()) {
            addWildcard(group, reference.get(), params);
        } else {
            add(group, reference.get(), params, info);
        }
        params.reportRest();
        info.reportRest();
        section.reportRest();
    }

    private SourceSection params(SourceSection given) {
        String name = given.text("litellm_credential_name");
        if (name != null && !credentials.containsKey(name)) {
            findings.unmapped(given.path("litellm_credential_name"), "not in credential_list");
        }
        return name != null && credentials.get(name) instanceof Map<?, ?> values ? given.withDefaults(values) : given;
    }

    private void add(String group, ModelReference reference, SourceSection params, SourceSection info) {
        String mode = info.text("mode");
        boolean isEmbedding = EMBEDDING.equals(mode);
        if (mode != null && !isEmbedding && !CHAT_MODES.contains(mode)) {
            findings.unmapped(info.path("mode"), mode + ": only chat completions and embeddings");
            return;
        }
        Map<String, Object> model = new LinkedHashMap<>();
        String name = ProviderAddress.name(reference);
        String given = info.text("id");
        String baseModel = info.text("base_model");
        model.put("id", UniqueNames.id(given == null ? name : given));
        model.put("name", name);
        if (baseModel != null) {
            model.put("catalogue", baseModel.substring(baseModel.lastIndexOf('/') + 1));
        }
        if (reference.kind().is(ProviderKind.VERTEX) && !name.startsWith("gemini-")) {
            findings.unmapped(params.path("model"), "of Vertex AI only Gemini's models");
            return;
        }
        String provider = accounts.of(reference, params);
        if (provider == null) {
            return;
        }
        model.put("provider", provider);
        if (isEmbedding) {
            model.put("operations", List.of("embeddings"));
        }
        ModelInfo.add(model, params, info);
        putIfGiven(model, "region", params.text("region_name"));
        putIfGiven(model, "response-timeout", params.seconds("timeout"));
        String stream = params.seconds("stream_timeout");
        putIfGiven(model, "first-token-timeout", stream);
        putIfGiven(model, "stall-timeout", stream);
        Double order = params.number("order");
        Double maxTokens = params.number("max_tokens");
        groups.computeIfAbsent(group, unused -> new ArrayList<>())
                .add(new ConvertedModel(
                        register(model, provider),
                        params.path("model"),
                        order == null ? 0 : order.intValue(),
                        maxTokens == null ? null : maxTokens.intValue()));
    }

    private void addWildcard(String pattern, ModelReference reference, SourceSection params) {
        List<String> known = WildcardModels.of(reference);
        if (known.isEmpty() || !pattern.endsWith("*")) {
            findings.unmapped(
                    params.path("model"), "each model must be listed, as none of this provider is in the catalogue");
            return;
        }
        String provider = accounts.of(reference, params);
        if (provider == null) {
            return;
        }
        List<ConvertedModel> members = new ArrayList<>();
        for (String name : known) {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("id", name);
            model.put("name", name);
            model.put("provider", provider);
            String id = register(model, provider);
            members.add(new ConvertedModel(id, params.path("model"), 0, null));
            String requested = pattern.substring(0, pattern.length() - 1) + name;
            if (!requested.equals(id)) {
                aliases.put(requested, id);
            }
        }
        groups.put(UniqueNames.next("any-" + provider, groups.keySet()), members);
        findings.changed(
                params.path("model"), "the " + known.size() + " models of the catalogue; others must be listed");
    }

    /** Returns the id of a model: that of an equal one, or a new one. */
    private String register(Map<String, Object> model, String provider) {
        String wanted = String.valueOf(model.get("id"));
        for (String id : List.of(wanted, wanted + "-" + provider)) {
            Map<String, Object> known = models.get(id);
            model.put("id", id);
            if (known == null || known.equals(model)) {
                models.put(id, model);
                return id;
            }
        }
        String id = UniqueNames.next(wanted + "-" + provider, models.keySet());
        model.put("id", id);
        models.put(id, model);
        return id;
    }

    private static void putIfGiven(Map<String, Object> target, String key, @Nullable Object value) {
        if (value != null) {
            target.put(key, value);
        }
    }

    Map<String, Map<String, Object>> providers() {
        return accounts.all();
    }

    /** Returns the models; a name that equals the id is left out. */
    List<Map<String, Object>> models() {
        models.forEach((id, model) -> model.remove("name", id));
        return List.copyOf(models.values());
    }

    Map<String, List<ConvertedModel>> groups() {
        return groups;
    }

    boolean hasModel(String id) {
        return models.containsKey(id);
    }

    Map<String, String> aliases() {
        return aliases;
    }
}
