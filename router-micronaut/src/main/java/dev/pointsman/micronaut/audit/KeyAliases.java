package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.chat.ProviderSettings;
import io.micronaut.context.BeanProvider;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Aliases of the providers' API keys. Thread-safe. */
final class KeyAliases implements UnaryOperator<String> {
    private final BeanProvider<ProviderSettings> providers;
    private volatile @Nullable Map<String, String> aliases; // set once, by the first call

    /** Creates aliases that are read with the first call, as the providers are beans only after the configuration is read. */
    KeyAliases(BeanProvider<ProviderSettings> providers) {
        this.providers = providers;
    }

    @Override
    public String apply(String provider) {
        Map<String, String> known = aliases;
        if (known == null) {
            known = providers.stream()
                    .collect(Collectors.toMap(ProviderSettings::name, ProviderSettings::keyAlias, (a, b) -> a));
            aliases = known;
        }
        return known.getOrDefault(provider, provider);
    }
}
