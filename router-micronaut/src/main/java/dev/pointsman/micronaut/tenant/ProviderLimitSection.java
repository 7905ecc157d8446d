package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.RouterCustomizer;
import dev.pointsman.micronaut.config.SettingsSection;
import dev.pointsman.state.HealthExchange;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    ProviderLimits limits(
            @Nullable ProviderLimitSettings settings,
            BeanProvider<UsageAccounts> accounts,
            @Nullable HealthExchange exchange,
            @Nullable NanoClock clock) {
        if (settings == null) {
            throw new DisabledBeanException("no pointsman.provider-limits");
        }
        NanoClock nanos = clock == null ? NanoClock.system() : clock;
        ProviderLimits limits = settings.limits().values().stream().allMatch(List::isEmpty)
                ? new ProviderLimits()
                : new ProviderLimits(settings.limits(), accounts.get(), nanos.nanos());
        return settings.learned().isEmpty()
                ? limits
                : limits.learning(settings.learned(), exchange == null ? HealthExchange.NONE : exchange, nanos::nanos);
    }

    @Singleton
    RouterCustomizer customizer(@Nullable ProviderLimits limits) {
        if (limits == null) {
            throw new DisabledBeanException("no pointsman.provider-limits");
        }
        return builder -> builder.eligibility(limits.rule()).listener(new ProviderLimitListener(limits));
    }

    private static @Nullable ProviderLimitSettings of(Map<String, ProviderLimitConfig> configs, ConfigErrors at) {
        Map<String, List<TenantLimit>> limits = new LinkedHashMap<>();
        Set<String> learned = new LinkedHashSet<>();
        configs.forEach((provider, config) -> {
            boolean learns = Boolean.TRUE.equals(config.learned());
            if (learns) {
                learned.add(provider);
            }
            if (!learns && config.requests() == null && config.tokens() == null) {
                at.in(provider).refuse("no limit", "requests, tokens, or learned: true");
            }
            limits.put(
                    provider,
                    List.of(LimitMapper.of(
                            new TenantConfig.Limits(config.requests(), config.tokens(), null), at.in(provider))));
        });
        return limits.isEmpty() ? null : new ProviderLimitSettings(limits, learned);
    }
}
