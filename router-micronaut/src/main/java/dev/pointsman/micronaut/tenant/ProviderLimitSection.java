package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.RouterCustomizer;
import dev.pointsman.micronaut.config.SettingsSection;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.tenant.ProviderLimits;
import dev.pointsman.tenant.TenantLimit;
import dev.pointsman.time.NanoClock;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Section {@code pointsman.provider-limits}, and the limits as a part of the router. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class ProviderLimitSection {
    private static final SettingsSection<Map<String, ProviderLimitConfig>, ProviderLimitSettings> SECTION =
            SettingsSection.ofNames("provider-limits", ProviderLimitConfig.class, ProviderLimitSection::of);

    @Singleton
    SettingsSection<Map<String, ProviderLimitConfig>, ProviderLimitSettings> section() {
        return SECTION;
    }

    @Singleton
    ProviderLimitSettings settings(BoundSections sections) {
        return sections.settings(SECTION);
    }

    @Singleton
    RouterCustomizer customizer(
            @Nullable ProviderLimitSettings settings, BeanProvider<UsageAccounts> accounts, @Nullable NanoClock clock) {
        if (settings == null) {
            throw new DisabledBeanException("no pointsman.provider-limits");
        }
        NanoClock nanos = clock == null ? NanoClock.system() : clock;
        ProviderLimits limits = new ProviderLimits(settings.limits(), accounts.get(), nanos.nanos());
        return builder -> builder.eligibility(limits.rule()).listener(new ProviderLimitListener(limits));
    }

    private static @Nullable ProviderLimitSettings of(Map<String, ProviderLimitConfig> configs, ConfigErrors at) {
        Map<String, List<TenantLimit>> limits = new LinkedHashMap<>();
        configs.forEach((provider, config) -> limits.put(
                provider,
                List.of(LimitMapper.of(
                        new TenantConfig.Limits(config.requests(), config.tokens(), null), at.in(provider)))));
        return limits.isEmpty() ? null : new ProviderLimitSettings(limits);
    }
}
