package dev.pointsman.gateway.litellm;

import dev.pointsman.model.Capability;
import dev.pointsman.model.ModelCatalogue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts about a model that {@code model_info}, or {@code litellm_params}, tells: prices, lengths, capabilities. */
final class ModelInfo {
    private static final double MILLION = 1_000_000;

    private static final Map<String, String> PRICES = ordered(
            "input_cost_per_token", "input",
            "output_cost_per_token", "output",
            "cache_read_input_token_cost", "cached",
            "cache_creation_input_token_cost", "cache-write");

    private static final Map<String, String> LENGTHS = ordered(
            "max_input_tokens", "context-window",
            "max_output_tokens", "max-output");

    private static final Map<String, Capability> CAPABILITIES = Map.of(
            "supports_vision", Capability.VISION,
            "supports_function_calling", Capability.TOOLS,
            "supports_parallel_function_calling", Capability.PARALLEL_TOOLS,
            "supports_response_schema", Capability.JSON_SCHEMA,
            "supports_assistant_prefill", Capability.PREFILL,
            "supports_reasoning", Capability.REASONING,
            "supports_pdf_input", Capability.PDF,
            "supports_prompt_caching", Capability.PROMPT_CACHING,
            "supports_web_search", Capability.WEB_SEARCH);

    private ModelInfo() {}

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** Adds what both sections tell to the model's configuration. */
    static void add(Map<String, Object> model, SourceSection params, SourceSection info) {
        Map<String, Object> price = new LinkedHashMap<>();
        for (SourceSection section : List.of(info, params)) {
            PRICES.forEach((there, here) -> putIfGiven(price, here, section.number(there), MILLION));
            LENGTHS.forEach((there, here) -> putIfGiven(model, here, section.number(there), 1));
        }
        if (!price.isEmpty()) {
            model.put("price", price);
        }
        List<Object> tags = params.list("tags");
        if (!tags.isEmpty()) {
            model.put("tags", tags);
            params.findings().changed(params.path("tags"), "shown to operators; requests can not choose by them");
        }
        addCapabilities(model, info);
    }

    /** Capabilities replace those of the catalogue, so they are written only if they differ. */
    private static void addCapabilities(Map<String, Object> model, SourceSection info) {
        String catalogue = String.valueOf(model.getOrDefault("catalogue", model.getOrDefault("name", model.get("id"))));
        Set<Capability> known = ModelCatalogue.builtIn()
                .find(catalogue)
                .map(ModelCatalogue.Entry::capabilities)
                .orElse(Set.of());
        Set<Capability> told = EnumSet.noneOf(Capability.class);
        told.addAll(known);
        CAPABILITIES.forEach((key, capability) -> {
            if (info.has(key)) {
                boolean unused = info.isTrue(key) ? told.add(capability) : told.remove(capability);
            }
        });
        if (!told.equals(known)) {
            model.put("capabilities", told.stream().map(Capability::toString).toList());
        }
    }

    private static void putIfGiven(Map<String, Object> target, String key, @Nullable Double value, double factor) {
        if (value != null && value >= 0) {
            BigDecimal number = new BigDecimal(value * factor, new MathContext(9)).stripTrailingZeros();
            target.put(key, number.scale() <= 0 ? (Object) number.longValueExact() : (Object) number.doubleValue());
        }
    }
}
