package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.SettingsSection;
import dev.pointsman.quality.QualityMonitor;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;

/** Section {@code pointsman.quality}; without {@code enabled: true} there is no monitor. */
@Factory
@Requires(property = SettingsSection.ROOT)
@Requires(classes = QualityMonitor.class)
final class QualitySection {
    private static final SettingsSection<QualityConfig, QualitySetup> SECTION =
            new SettingsSection<>("quality", QualityConfig.class, QualityMapper::of);

    @Singleton
    SettingsSection<QualityConfig, QualitySetup> section() {
        return SECTION;
    }

    @Singleton
    QualitySetup setup(BoundSections sections) {
        QualitySetup settings = sections.settings(SECTION);
        if (settings == null) {
            throw new DisabledBeanException("pointsman.quality.enabled is not true");
        }
        return settings;
    }
}
