package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.BreakerState;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Breaker configuration of all models and of one. */
class BreakerConfigurationTest {
    @Test
    void everyKeyOfABreakerCounts() {
        String keys = "consecutive-failures: 4, failure-rate: 0.6, minimum-calls: 9, window: 1m, slow-factor: 6.5,"
                + " slow-rate: 0.7, open-for: 500ms, open-at-most: PT5S, jitter: 0.2, ramp: [1, 3], out-for: 2m,"
                + " traffic-share: 0.1, trial-limit: 30s, cooldown-at-most: 10m";
        BreakerConfig expected = new BreakerConfig(
                4,
                .6,
                9,
                Duration.ofMinutes(1),
                6.5,
                .7,
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                .2,
                List.of(1, 3),
                Duration.ofMinutes(2),
                .1,
                Duration.ofSeconds(30),
                Duration.ofMinutes(10));
        assertThat(settings(keys, "").breaker()).isEqualTo(expected);
        assertThat(settings("", keys).breakers()).isEqualTo(Map.of("a", expected));
    }

    @Test
    void aModelsBreakerInheritsWhatItDoesNotSay() {
        RouterSettings settings = settings("consecutive-failures: 7, open-for: 1s, ramp: [1, 2]", "open-for: 2s");
        BreakerConfig all = settings.breaker();
        BreakerConfig one = settings.breakers().get("a");
        assertThat(settings.breakers()).containsOnlyKeys("a");
        assertThat(one.openFor()).isEqualTo(Duration.ofSeconds(2));
        assertThat(one.consecutiveFailures()).isEqualTo(7);
        assertThat(one.ramp()).containsExactly(1, 2);
        assertThat(one.openAtMost()).isEqualTo(BreakerConfig.DEFAULT.openAtMost());
        assertThat(all.openFor()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aModelTripsAfterItsOwnNumberOfFailures() {
        String yaml =
                Conduct.yaml("breaker: { consecutive-failures: 4 }", ", breaker: { consecutive-failures: 2 }", "");
        assertThat(failuresUntilOpen(yaml, "a")).isEqualTo(2);
        assertThat(failuresUntilOpen(yaml, "b")).isEqualTo(4);
    }

    private static int failuresUntilOpen(String yaml, String model) {
        try (ApplicationContext application =
                Applications.start(yaml.replace("primary: [a]", "primary: [" + model + "]")
                        .replace("fallback: [b]", "emergency: [" + (model.equals("a") ? "b" : "a") + "]"))) {
            ModelRouter router = application.getBean(ModelRouter.class);
            for (int failures = 1; failures <= 20; failures++) {
                router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.SERVER_ERROR, "down"));
                if (router.operations().snapshot().stream()
                        .anyMatch(shown -> shown.model().id().equals(model)
                                && shown.breaker().state() == BreakerState.OPEN)) {
                    return failures;
                }
            }
            throw new AssertionError("still closed");
        }
    }

    private static RouterSettings settings(String ofAll, String ofOne) {
        return Conduct.settings(Conduct.yaml(
                ofAll.isEmpty() ? "" : "breaker: { " + ofAll + " }",
                ofOne.isEmpty() ? "" : ", breaker: { " + ofOne + " }",
                ""));
    }
}
