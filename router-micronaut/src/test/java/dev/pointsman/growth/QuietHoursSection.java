package dev.pointsman.growth;

import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.RangeChecks;
import dev.pointsman.micronaut.config.SettingsSection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Section of the feature, in applications of {@link FeatureGrowthTest} only. */
@Factory
@Requires(property = "spec", value = "growth")
final class QuietHoursSection {
    private static final SettingsSection<QuietHoursConfig, QuietHours> SECTION =
            new SettingsSection<>("quiet-hours", QuietHoursConfig.class, QuietHoursSection::of);

    @Singleton
    SettingsSection<QuietHoursConfig, QuietHours> section() {
        return SECTION;
    }

    @Singleton
    QuietHours settings(BoundSections sections) {
        return sections.settings(SECTION);
    }

    private static @Nullable QuietHours of(@Nullable QuietHoursConfig config, ConfigErrors at) {
        if (config == null) {
            return new QuietHours(Duration.ofMinutes(1), 1, List.of());
        }
        RangeChecks checks = new RangeChecks(at);
        QuietHours settings = new QuietHours(
                checks.positive("pause", config.pause(), Duration.ofMinutes(1)),
                checks.atLeast(1, "at-most", config.atMost(), 1),
                config.days());
        return RangeChecks.or(true, config.enabled()) ? settings : null;
    }
}
