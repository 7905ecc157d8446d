package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.chat.ProviderSettings;
import io.micronaut.context.BeanProvider;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the key of each provider is called. Safe for all threads. */
final class KeyAliases implements UnaryOperator<String> {
    private final BeanProvider<ProviderSettings> providers;
    private volatile @Nullable Map<String, String> aliases; // made once, by whoever comes first

    /** The providers are asked for with the first call: they are beans only once the configuration is read. */
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
