package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import org.junit.jupiter.api.Test;

/** A model that failed to generate is asked once more at once, then others are; its breaker learns nothing. */
class GenerationFailedTest {
    private final RouterFixture bench = RouterFixture.of("a", "b").breaks("a", FailureKind.GENERATION_FAILED);

    @Test
    void onceMoreOnTheSameModelThenAnother() {
        assertThat(bench.call(bench.router(FailoverPolicy.DEFAULT))).isEqualTo("b");
        assertThat(bench.asked).containsExactly("a", "a", "b");
        assertThat(bench.waited).isEmpty();
    }

    @Test
    void howeverLongTheFailedOneTook() {
        ModelRouter router = bench.router(FailoverPolicy.DEFAULT);
        String answer = router.call(RouteRequest.ANY, attempt -> {
                    bench.clock.passSeconds(20);
                    return bench.ask(attempt);
                })
                .value();
        assertThat(answer).isEqualTo("b");
        assertThat(bench.asked).containsExactly("a", "a", "b");
    }

    @Test
    void theBreakerAndTheSuccessRateLearnNothing() {
        ModelRouter router = bench.router();
        for (int i = 0; i < 20; i++) {
            bench.call(router);
        }
        assertThat(RouterFixture.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.CLOSED);
        assertThat(RouterFixture.snapshot(router, "a").statistics().successRate())
                .isCloseTo(.98, within(1e-9));
    }

    @Test
    void whereNoModelDoesBetterTheModelsHaveFailedAndNotTheRequest() {
        bench.breaks("b", FailureKind.GENERATION_FAILED);
        assertThatThrownBy(() -> bench.call(bench.router())).isInstanceOf(ModelsExhaustedException.class);
    }
}
