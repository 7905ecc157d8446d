package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.Scorer;
import dev.pointsman.strategy.StatefulStrategy;
import dev.pointsman.strategy.internal.UnknownNameException;
import dev.pointsman.trace.RouteResult;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls with an asynchronous answer. */
class AsyncCallTest extends AsyncRouterFixture {
    @Test
    void anAnswerThatComesLaterIsTheResult() throws Exception {
        ModelRouter router = router();
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<RouteResult<String>> result = call(router, attempt -> answer);
        assertThat(result).isNotDone();
        assertThat(RouterFixture.inFlight(router)).isEqualTo(1);

        answer.complete("hello");
        assertThat(result.get().value()).isEqualTo("hello");
        assertThat(result.get().model().id()).isEqualTo("a");
        assertThat(RouterFixture.inFlight(router)).isZero();
        assertThat(traces).containsExactly(result.get().trace());
    }

    @Test
    void aFailedAttemptIsFollowedByTheNext() throws Exception {
        bench.breaks("a", FailureKind.SERVER_ERROR);
        RouteResult<String> result = call(
                        router(), attempt -> CompletableFuture.supplyAsync(() -> bench.ask(attempt), Runnable::run))
                .get();

        assertThat(result.value()).isEqualTo("b");
        assertThat(result.trace().attempts()).hasSize(2);
        assertThat(traces).hasSize(1);
    }

    @Test
    void aBodyThatThrowsAtOnceFailsLikeOneWhoseStageDoes() throws Exception {
        bench.breaks("a", FailureKind.SERVER_ERROR);

        assertThat(call(router(), attempt -> CompletableFuture.completedFuture(bench.ask(attempt)))
                        .get()
                        .value())
                .isEqualTo("b");
    }

    @Test
    void whenAllFailTheResultSaysSo() {
        bench.breaks("a", FailureKind.SERVER_ERROR).breaks("b", FailureKind.SERVER_ERROR);
        ModelRouter router = router();

        assertThatThrownBy(() -> call(router, attempt -> CompletableFuture.completedFuture(bench.ask(attempt)))
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ModelsExhaustedException.class);
        assertThat(RouterFixture.inFlight(router)).isZero();
        assertThat(traces).hasSize(1);
    }

    @Test
    void theCallersOwnExceptionComesUnwrapped() {
        IOException own = new FileNotFoundException("mine");
        CompletableFuture<RouteResult<String>> result =
                call(router(), attempt -> CompletableFuture.failedFuture(new CompletionException(own)));

        assertThatThrownBy(result::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(own);
    }

    @Test
    void withoutAModelTheResultFailsAndNothingIsThrown() {
        ModelRouter router = router();
        router.operations().forceOpen("a");
        router.operations().forceOpen("b");

        assertThat(call(router, attempt -> new CompletableFuture<>()))
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(NoModelAvailableException.class);
    }

    @Test
    void anUnknownPoolIsToldAtOnce() {
        ModelRouter router = router();

        assertThatThrownBy(() -> router.callAsync(RouteRequest.toPool("x"), attempt -> new CompletableFuture<>()))
                .isInstanceOf(UnknownNameException.class);
    }

    @Test
    void aBodyWithoutAStageFailsTheCallAndLeavesNothingOpen() {
        ModelRouter router = router();

        assertThat(call(router, attempt -> null))
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(NullPointerException.class);
        assertThat(RouterFixture.inFlight(router)).isZero();
    }

    @Test
    void aStageThatIsNoFutureWillDo() throws Exception {
        CompletionStage<String> stage = CompletableFuture.completedStage("hello");

        assertThat(call(router(), attempt -> stage).get().value()).isEqualTo("hello");
    }

    /** An error on the thread that completes a stage has nowhere to go but into the result. */
    @Test
    void aStrategyThatBreaksDuringFailoverFailsTheResult() {
        bench.builder().strategy(new StatefulStrategy<Integer>() {
            @Override
            public String name() {
                return "ordered";
            }

            @Override
            public Scorer scorer() {
                return (decision, scores) -> {
                    if (decision.sequence() > 0) {
                        throw new StackOverflowError("deep");
                    }
                    RouterFixture.ORDERED.scorer().score(decision, scores);
                };
            }

            @Override
            public Integer initialState(Model model) {
                return 0;
            }

            @Override
            public Integer step(Integer state, AttemptOutcome outcome, long nowNanos) {
                throw new IllegalStateException("can't learn");
            }
        });
        bench.model(RouterFixture.model("c"));
        ModelRouter router = bench.router();
        CompletableFuture<String> upstream = new CompletableFuture<>();
        CompletableFuture<RouteResult<String>> result = call(router, attempt -> upstream);
        upstream.completeExceptionally(new ProviderException(Failure.of(FailureKind.TIMEOUT, "late")));

        assertThat(result)
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(StackOverflowError.class);
        assertThat(RouterFixture.inFlight(router)).isZero();
    }
}
