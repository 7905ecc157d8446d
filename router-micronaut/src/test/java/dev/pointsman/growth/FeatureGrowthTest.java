package dev.pointsman.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.config.Mistakes;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A feature with configuration that is added without a change of any other package. */
class FeatureGrowthTest {

    @Test
    void itsSectionIsBound() {
        assertThat(quietHours("quiet-hours: { pause: 5m, at-most: 3, days: [saturday, sunday] }"))
                .contains(new QuietHours(Duration.ofMinutes(5), 3, List.of("saturday", "sunday")));
    }

    @Test
    void anAbsentSectionHasItsDefaults() {
        assertThat(quietHours("instance: one")).contains(new QuietHours(Duration.ofMinutes(1), 1, List.of()));
    }

    @Test
    void itIsTurnedOffByItsSection() {
        assertThat(quietHours("quiet-hours: { enabled: false }")).isEmpty();
    }

    @Test
    void itsErrorsAreReportedWithAllOthers() {
        String wrong = "quiet-hours: { pause: 0s, at-most: none, hour: 3 }\n  default-pool: other\n"
                + "  alerts: { url: 'http://localhost:1', at-most: 0 }";
        assertThat(Mistakes.of(yaml(wrong), "growth"))
                .containsExactlyInAnyOrder(
                        "pointsman.default-pool: other (expected: one of: chat)",
                        "pointsman.alerts.at-most: 0 (expected: >= 1)",
                        "pointsman.quiet-hours.pause: 0s (expected: > 0)",
                        "pointsman.quiet-hours.at-most: none (expected: a whole number)",
                        "pointsman.quiet-hours.hour: unknown (expected: one of: enabled, pause, at-most, days)");
    }

    @Test
    void itsKeyIsKnownOnlyWhereTheFeatureIs() {
        assertThat(Mistakes.of(yaml("quiet-hour: { pause: 5m }"), "growth"))
                .singleElement()
                .asString()
                .startsWith("pointsman.quiet-hour.pause: unknown")
                .contains(", quiet-hours, ");
        assertThat(Mistakes.of(yaml("quiet-hours: { pause: 5m }")))
                .singleElement()
                .asString()
                .startsWith("pointsman.quiet-hours.pause: unknown");
    }

    private static Optional<QuietHours> quietHours(String keys) {
        try (ApplicationContext application = Applications.start(yaml(keys), "growth")) {
            return application.findBean(QuietHours.class);
        }
    }

    private static String yaml(String keys) {
        return Applications.CHAT.replaceFirst("  pools:", "  " + keys + "\n  pools:");
    }
}
