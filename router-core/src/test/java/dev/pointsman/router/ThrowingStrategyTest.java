package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A strategy that throws ends its call, and listeners hear of that end. */
class ThrowingStrategyTest {
    private final RouterFixture bench = RouterFixture.of("a", "b", "c");
    private final List<CompletedCall> completed = new ArrayList<>();
    private final AtomicInteger decisions = new AtomicInteger();

    @Test
    void aCallWhoseSecondDecisionThrowsIsToldAsCompleted() {
        ModelRouter router = throwingAt(2);
        bench.breaks("a", FailureKind.TIMEOUT);
        assertThatThrownBy(() -> bench.call(router)).hasMessage("a plugin's mistake");
        assertThat(completed).hasSize(1);
        assertThat(completed.get(0).ending()).isEqualTo(CallOutcome.FAILED);
        assertThat(completed.get(0).trace().attempts()).hasSize(1);
        assertThat(RouterFixture.inFlight(router)).isZero();
    }

    @Test
    void soIsAnAsynchronousOneAndOneWhoseFirstDecisionThrows() {
        ModelRouter router = throwingAt(1);
        assertThat(router.callAsync(RouteRequest.ANY, attempt -> new java.util.concurrent.CompletableFuture<>()))
                .isCompletedExceptionally();
        assertThat(completed).hasSize(1);
        assertThat(completed.get(0).trace().attempts()).isEmpty();
    }

    private ModelRouter throwingAt(int decision) {
        bench.builder()
                .strategy(RoutingStrategy.of(
                        "throwing",
                        (view, scores) -> {
                            if (decisions.incrementAndGet() == decision) {
                                throw new IllegalStateException("a plugin's mistake");
                            }
                            for (int i = 0; i < view.size(); i++) {
                                scores[i] = -view.candidate(i).order();
                            }
                        },
                        Picker.best()))
                .listener(new RouterListener() {
                    @Override
                    public void completed(CompletedCall call) {
                        completed.add(call);
                    }
                });
        return bench.router(Pool.of("pool", "a", "b", "c")
                .withGoal(Goal.of("throwing"))
                .withFailover(FailoverPolicy.builder().retrySame(0).build()));
    }
}
