package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A caller that leaves while its call waits for the next attempt. */
class CancellationTest {
    private final List<CompletableFuture<Void>> waits = new ArrayList<>();
    private final List<CompletedCall> over = new ArrayList<>();
    private final RouterFixture bench = RouterFixture.of("a");

    private ModelRouter router(FailoverPolicy policy) {
        bench.builder()
                .scheduler(nanos -> {
                    CompletableFuture<Void> wait = new CompletableFuture<>();
                    waits.add(wait);
                    return wait;
                })
                .listener(new RouterListener() {
                    @Override
                    public void completed(CompletedCall call) {
                        over.add(call);
                    }
                });
        return bench.router(policy);
    }

    private CompletableFuture<RouteResult<String>> call(ModelRouter router) {
        return router.callAsync(
                        RouteRequest.ANY,
                        attempt -> CompletableFuture.supplyAsync(() -> bench.ask(attempt), Runnable::run))
                .toCompletableFuture();
    }

    @Test
    void aCallThatIsCancelledDuringABackoffEndsAtOnce() {
        bench.breaks("a", FailureKind.SERVER_ERROR);
        ModelRouter router = router(FailoverPolicy.builder().retrySame(1).build());
        CompletableFuture<RouteResult<String>> result = call(router);
        assertThat(waits).hasSize(1);
        assertThat(over).isEmpty();

        result.cancel(true);
        assertThat(waits.get(0)).isCancelled();
        assertThat(over).extracting(CompletedCall::ending).containsExactly(CallOutcome.CANCELLED);
        assertThat(over.get(0).trace().attempts()).hasSize(1);

        bench.clock.pass(Duration.ofMinutes(1));
        waits.get(0).complete(null);
        assertThat(bench.asked).as("no other attempt").containsExactly("a");
        assertThat(over).hasSize(1);
    }

    @Test
    void aCallThatIsCancelledWhileItWaitsForAModelGivesItsPlaceBack() {
        bench.breaks("a", new Failure(FailureKind.RATE_LIMITED, 429, "slow down", Duration.ofSeconds(20)));
        ModelRouter router = router(FailoverPolicy.builder()
                .retrySame(0)
                .whenExhausted(WhenExhausted.WAIT)
                .deadline(Duration.ofMinutes(1))
                .build());
        CompletableFuture<RouteResult<String>> first = call(router);
        CompletableFuture<RouteResult<String>> second = call(router);
        assertThat(waiting(router)).isEqualTo(2);

        second.cancel(true);
        assertThat(waiting(router)).isEqualTo(1);
        first.cancel(true);
        assertThat(waiting(router)).isZero();
        assertThat(over)
                .extracting(CompletedCall::ending)
                .containsExactly(CallOutcome.CANCELLED, CallOutcome.CANCELLED);
        assertThat(over.get(0).trace().attempts()).as("it never had one").isEmpty();
        assertThat(over.get(0).trace().id()).isNotNegative();
    }

    @Test
    void aCallThatGoesOnIsNotDisturbed() {
        bench.breaks("a", FailureKind.SERVER_ERROR);
        ModelRouter router = router(FailoverPolicy.builder().retrySame(1).build());
        CompletableFuture<RouteResult<String>> result = call(router);
        bench.heals("a");
        bench.clock.pass(Duration.ofMinutes(1));
        waits.get(0).complete(null);
        assertThat(result).isCompletedWithValueMatching(answer -> answer.value().equals("a"));
        assertThat(over).extracting(CompletedCall::ending).containsExactly(CallOutcome.SERVED);
    }

    private static int waiting(ModelRouter router) {
        return router.operations().poolSnapshots().get(0).waiting();
    }
}
