package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.time.internal.BackoffWait;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A caller that leaves just before its call begins to wait, or by an interrupt, or twice. */
class CancellationRaceTest {
    private static final FailoverPolicy RETRY =
            FailoverPolicy.builder().retrySame(1).build();
    private static final FailoverPolicy WAIT = FailoverPolicy.builder()
            .retrySame(0)
            .whenExhausted(WhenExhausted.WAIT)
            .build();

    private final List<CompletableFuture<Void>> waits = new ArrayList<>();
    private final List<CompletedCall> over = new ArrayList<>();
    private final RouterFixture bench = RouterFixture.of("a");
    private Runnable atFailure = () -> {};
    private Runnable atWait = () -> {};

    private ModelRouter router(FailoverPolicy policy) {
        bench.builder().scheduler(this::after).listener(new RouterListener() {
            @Override
            public ModelListener model(Model model, Operation operation) {
                return new ModelListener() {
                    @Override
                    public void failed(Attempt attempt, long nanos, Failure failure) {
                        atFailure.run();
                    }
                };
            }

            @Override
            public void completed(CompletedCall call) {
                over.add(call);
            }
        });
        return bench.router(policy);
    }

    private CompletableFuture<Void> after(long nanos) {
        atWait.run();
        CompletableFuture<Void> wait = new CompletableFuture<>();
        waits.add(wait);
        return wait;
    }

    @Test
    void aCallerThatLeavesBetweenAFailureAndItsBackoffIsNotWaitedFor() {
        ModelRouter router = router(RETRY);
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<RouteResult<String>> result =
                router.callAsync(RouteRequest.ANY, attempt -> answer).toCompletableFuture();
        atFailure = () -> result.cancel(true);
        answer.completeExceptionally(new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "as told")));

        assertThat(waits).singleElement().matches(CompletableFuture::isCancelled);
        assertThat(over).extracting(CompletedCall::ending).containsExactly(CallOutcome.CANCELLED);
        assertThat(over.get(0).trace().attempts()).hasSize(1);
    }

    @Test
    void aCallerThatLeavesBetweenTwoWaitsGivesItsPlaceBack() {
        ModelRouter router = router(WAIT);
        router.operations().drill("a", 1, Duration.ofSeconds(10));
        CompletableFuture<RouteResult<String>> result = router.callAsync(
                        RouteRequest.ANY, attempt -> CompletableFuture.completedFuture(bench.ask(attempt)))
                .toCompletableFuture();
        atWait = () -> result.cancel(true);
        waits.get(0).complete(null); // the drill goes on, so it waits again

        assertThat(waits).hasSize(2).last().matches(CompletableFuture::isCancelled);
        assertThat(over).extracting(CompletedCall::ending).containsExactly(CallOutcome.CANCELLED);
        assertThat(router.operations().poolSnapshots().get(0).waiting()).isZero();
    }

    @Test
    void anInterruptedCallIsOverAndGivesItsPlaceBack() {
        ModelRouter router = router(WAIT);
        router.operations().drill("a", 1, Duration.ofSeconds(10));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();

        assertThat(waits).singleElement().matches(CompletableFuture::isCancelled);
        assertThat(over).extracting(CompletedCall::ending).containsExactly(CallOutcome.CANCELLED);
        assertThat(router.operations().poolSnapshots().get(0).waiting()).isZero();
    }

    @Test
    void whoLeavesTwiceHasLeft() {
        BackoffWait pause = new BackoffWait(this::after);
        List<Object> later = new ArrayList<>();
        pause.then(1, () -> later.add("next"), later::add, () -> {});
        CompletableFuture<Void> waiting = pause.cancel();
        assertThat(pause.cancel()).as("taken away").isNull(); // two may leave at once, and each come to the guard
        assertThat(waiting).isNotNull();
        waiting.cancel(false);

        assertThat(pause.isCancelled()).isTrue();
        assertThat(later).as("nobody waits for it").isEmpty();
    }
}
