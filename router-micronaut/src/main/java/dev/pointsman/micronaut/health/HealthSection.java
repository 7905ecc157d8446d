package dev.pointsman.micronaut.health;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.SettingsSection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Section {@code pointsman.health}. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class HealthSection {
    private static final SettingsSection<HealthConfig, HealthSettings> SECTION =
            new SettingsSection<>("health", HealthConfig.class, (config, at) -> of(config));

    @Singleton
    SettingsSection<HealthConfig, HealthSettings> section() {
        return SECTION;
    }

    @Singleton
    HealthSettings settings(BoundSections sections) {
        return sections.settings(SECTION);
    }

    private static HealthSettings of(@Nullable HealthConfig config) {
        return config == null || config.readinessDownWhenCritical() == null
                ? HealthSettings.DEFAULT
                : new HealthSettings(config.readinessDownWhenCritical());
    }
}
