package dev.pointsman.micronaut.log;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.SettingsSection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Section {@code pointsman.decision-log}; without {@code enabled: true} there is no log. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class DecisionLogSection {
    private static final SettingsSection<DecisionLogConfig, DecisionLogSettings> SECTION =
            new SettingsSection<>("decision-log", DecisionLogConfig.class, DecisionLogMapper::of);

    @Singleton
    SettingsSection<DecisionLogConfig, DecisionLogSettings> section() {
        return SECTION;
    }

    @Singleton
    DecisionLogSettings settings(BoundSections sections) {
        return sections.settings(SECTION);
    }
}
