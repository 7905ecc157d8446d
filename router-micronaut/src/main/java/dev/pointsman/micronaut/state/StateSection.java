package dev.pointsman.micronaut.state;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.SettingsSection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Section {@code pointsman.state}. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class StateSection {
    private static final SettingsSection<StateConfig, StateSettings> SECTION =
            new SettingsSection<>("state", StateConfig.class, StateMapper::of);

    @Singleton
    SettingsSection<StateConfig, StateSettings> section() {
        return SECTION;
    }

    @Singleton
    StateSettings settings(BoundSections sections) {
        return sections.settings(SECTION);
    }
}
