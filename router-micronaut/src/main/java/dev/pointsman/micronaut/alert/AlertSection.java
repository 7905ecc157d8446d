package dev.pointsman.micronaut.alert;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.SettingsSection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Section {@code pointsman.alerts}; without an address there are no alerts. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class AlertSection {
    private static final SettingsSection<AlertConfig, AlertSettings> SECTION =
            new SettingsSection<>("alerts", AlertConfig.class, AlertMapper::of);

    @Singleton
    SettingsSection<AlertConfig, AlertSettings> section() {
        return SECTION;
    }

    @Singleton
    AlertSettings settings(BoundSections sections) {
        return sections.settings(SECTION).withInstance(sections.instance());
    }
}
