package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.SettingsSection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Section {@code pointsman.audit}. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class AuditSection {
    private static final SettingsSection<AuditConfig, AuditSettings> SECTION =
            new SettingsSection<>("audit", AuditConfig.class, (config, at) -> of(config));

    @Singleton
    SettingsSection<AuditConfig, AuditSettings> section() {
        return SECTION;
    }

    @Singleton
    AuditSettings settings(BoundSections sections) {
        return sections.settings(SECTION);
    }

    private static AuditSettings of(@Nullable AuditConfig config) {
        return config == null || config.enabled() == null ? AuditSettings.DEFAULT : new AuditSettings(config.enabled());
    }
}
