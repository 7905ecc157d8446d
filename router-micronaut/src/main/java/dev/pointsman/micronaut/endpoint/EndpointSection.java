package dev.pointsman.micronaut.endpoint;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.SettingsSection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Section {@code pointsman.endpoint}. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class EndpointSection {
    private static final SettingsSection<EndpointConfig, EndpointSettings> SECTION =
            new SettingsSection<>("endpoint", EndpointConfig.class, (config, at) -> of(config));

    @Singleton
    SettingsSection<EndpointConfig, EndpointSettings> section() {
        return SECTION;
    }

    @Singleton
    EndpointSettings settings(BoundSections sections) {
        return sections.settings(SECTION);
    }

    private static EndpointSettings of(@Nullable EndpointConfig config) {
        return config == null || config.writes() == null
                ? EndpointSettings.DEFAULT
                : new EndpointSettings(config.writes() ? WriteAccess.ANONYMOUS : WriteAccess.DENIED);
    }
}
