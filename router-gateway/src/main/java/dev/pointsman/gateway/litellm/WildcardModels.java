package dev.pointsman.gateway.litellm;

import dev.pointsman.model.ModelCatalogue;
import java.util.List;
import java.util.Map;

/** Models that a wildcard such as {@code openai/*} stands for: those of its vendor in the catalogue. */
final class WildcardModels {
    private static final Map<String, String> VENDORS = Map.of(
            ProviderKind.OPENAI,
            "openai",
            ProviderKind.ANTHROPIC,
            "anthropic",
            ProviderKind.GEMINI,
            "google",
            ProviderKind.VERTEX,
            "google",
            "deepseek",
            "deepseek",
            "moonshot",
            "moonshot",
            "xai",
            "xai");

    private WildcardModels() {}

    /** Returns their names; none if the vendor is not in the catalogue, or the name has more than the wildcard. */
    static List<String> of(ModelReference reference) {
        String vendor = VENDORS.get(reference.kind().prefix());
        if (vendor == null || !reference.name().equals("*")) {
            return List.of();
        }
        return ModelCatalogue.builtIn().entries().stream()
                .filter(entry -> entry.vendor().equals(vendor))
                .map(ModelCatalogue.Entry::name)
                .toList();
    }
}
