package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.strategy.internal.UnknownNameException;
import dev.pointsman.trace.Drill;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillTest {
    private final RouterFixture bench = RouterFixture.of("a", "b");
    private final ModelRouter router = bench.router();

    @Test
    void aDrilledModelServesNobodyUntilTheDrillEndsByItself() {
        router.operations().drill("a", 1, Duration.ofMinutes(2));
        assertThat(bench.call(router)).isEqualTo("b");
        assertThat(router.operations().drills()).containsExactly(new Drill("a", 1, Duration.ofMillis(119_900)));
        bench.clock.pass(Duration.ofMinutes(2));
        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(router.operations().drills()).isEmpty();
        assertThat(RouterFixture.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aDrillForAShareOfCallsMeetsThatShare() {
        router.operations().drill("a", .3, Duration.ofHours(10));
        int met = 0;
        for (int i = 0; i < 2000; i++) {
            met += bench.call(router).equals("b") ? 1 : 0;
        }
        assertThat(met).isBetween(520, 680); // over three standard deviations on either side
    }

    @Test
    void aCallThatMeetsADrillMeetsItInAllItsAttempts() {
        RouterFixture failing = RouterFixture.of("a", "b").breaks("b", FailureKind.SERVER_ERROR);
        ModelRouter small = failing.router();
        small.operations().drill("a", .5, Duration.ofHours(10));
        for (int i = 0; i < 100; i++) {
            small.operations().reset("b");
            failing.asked.clear();
            try {
                failing.call(small);
            } catch (ModelsExhaustedException e) {
                assertThat(failing.asked).containsExactly("b");
            }
        }
    }

    @Test
    void aDrillEndedByHandIsOver() {
        router.operations().drill("a", 1, Duration.ofMinutes(2));
        router.operations().endDrill("a");
        assertThat(bench.call(router)).isEqualTo("a");
    }

    @Test
    void aDrillOutlivesAChangeOfTheModelsPrice() {
        router.operations().drill("a", 1, Duration.ofMinutes(2));
        router.operations()
                .replace(
                        List.of(Model.builder("a", "p-a").contextWindow(9).build(), RouterFixture.model("b")),
                        router.operations().pools());
        assertThat(bench.call(router)).isEqualTo("b");
    }

    @Test
    void whoWaitsForAModelWaitsForTheEndOfItsDrill() {
        RouterFixture waiting = RouterFixture.of("a");
        ModelRouter patient = waiting.router(FailoverPolicy.builder()
                .whenExhausted(WhenExhausted.WAIT)
                .deadline(Duration.ofMinutes(5))
                .build());
        patient.operations().drill("a", 1, Duration.ofMinutes(2));
        assertThat(waiting.call(patient)).isEqualTo("a");
        assertThat(waiting.waited).containsExactly(Duration.ofMinutes(2));
    }

    @Test
    void aDrillOutOfItsRangeIsRefused() {
        assertThatThrownBy(() -> router.operations().drill("a", 0, Duration.ofMinutes(2)))
                .hasMessageContaining("share: 0.0");
        assertThatThrownBy(() -> router.operations().drill("a", Double.NaN, Duration.ofMinutes(2)))
                .hasMessageContaining("share: NaN");
        assertThatThrownBy(() -> router.operations().drill("a", 1, Duration.ZERO))
                .hasMessageContaining("length: PT0S");
        assertThatThrownBy(() -> router.operations().drill("x", 1, Duration.ofMinutes(2)))
                .isInstanceOf(UnknownNameException.class);
        assertThat(router.operations().explain(RouteRequest.ANY).exclusions()).isEmpty();
    }
}
