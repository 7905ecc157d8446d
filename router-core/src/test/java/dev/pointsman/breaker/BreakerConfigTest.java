package dev.pointsman.breaker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BreakerConfigTest {
    @Test
    void aConfigurationThatMakesNoSenseIsRefusedByName() {
        refused(() -> config(0, .5, List.of(1), 0), "consecutiveFailures: 0 (expected: >= 1)");
        refused(() -> config(3, 0, List.of(1), 0), "failureRate: 0.0 (expected: > 0 and <= 1)");
        refused(() -> config(3, Double.NaN, List.of(1), 0), "failureRate: NaN");
        refused(() -> config(3, .5, List.of(), 0), "ramp: [] (expected: 1, then rising)");
        refused(() -> config(3, .5, List.of(2, 3), 0), "ramp: [2, 3]");
        refused(() -> config(3, .5, List.of(1, 5, 5), 0), "ramp: [1, 5, 5]");
        refused(() -> config(3, .5, List.of(1), 1), "jitter: 1.0 (expected: >= 0 and < 1)");
    }

    private static void refused(ThrowingCallable what, String message) {
        assertThatThrownBy(what).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static BreakerConfig config(int failures, double rate, List<Integer> ramp, double jitter) {
        return new BreakerConfig(
                failures,
                rate,
                8,
                BreakerConfig.DEFAULT.window(),
                5,
                .8,
                BreakerConfig.DEFAULT.openFor(),
                BreakerConfig.DEFAULT.openAtMost(),
                jitter,
                ramp,
                BreakerConfig.DEFAULT.outFor(),
                0,
                BreakerConfig.DEFAULT.trialLimit(),
                BreakerConfig.DEFAULT.cooldownAtMost());
    }
}
