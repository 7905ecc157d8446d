package dev.pointsman.micronaut.live;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.SettingsSection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Section {@code pointsman.ui}, of the live page. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class UiSection {
    private static final SettingsSection<UiConfig, LiveSettings> SECTION =
            new SettingsSection<>("ui", UiConfig.class, UiMapper::of);

    @Singleton
    SettingsSection<UiConfig, LiveSettings> section() {
        return SECTION;
    }

    @Singleton
    LiveSettings settings(BoundSections sections) {
        return sections.settings(SECTION);
    }
}
