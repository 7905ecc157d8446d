package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Outcome;
import dev.pointsman.strategy.Scorer;
import dev.pointsman.strategy.StatefulStrategy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AsyncCallTest {
    private final List<RouteTrace> traces = Collections.synchronizedList(new ArrayList<>());
    private final Bench bench = Bench.of("a", "b");

    private ModelRouter router() {
        bench.builder().listener(new RouterListener() {
            @Override
            public void completed(CompletedCall call) {
                traces.add(call.trace());
            }
        });
        return bench.router();
    }

    @Test
    void anAnswerThatComesLaterIsTheResult() throws Exception {
        ModelRouter router = router();
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<RouteResult<String>> result = call(router, attempt -> answer);
        assertThat(result).isNotDone();
        assertThat(inFlight(router)).isEqualTo(1);

        answer.complete("hello");
        assertThat(result.get().value()).isEqualTo("hello");
        assertThat(result.get().model().id()).isEqualTo("a");
        assertThat(inFlight(router)).isZero();
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
        assertThat(inFlight(router)).isZero();
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
        router.hold("a");
        router.hold("b");

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
    void cancellingTheResultCancelsTheAttemptUnderWayAndTeachesNothing() {
        ModelRouter router = router();
        CompletableFuture<String> upstream = new CompletableFuture<>();
        CompletableFuture<RouteResult<String>> result = call(router, attempt -> upstream);
        result.cancel(true);

        assertThat(upstream).isCancelled();
        assertThat(inFlight(router)).isZero();
        assertThat(Bench.snapshot(router, "a").statistics().failures()).isZero();
        assertThat(traces).hasSize(1);
        assertThat(traces.get(0).attempts())
                .extracting(each -> each.failure().kind())
                .containsExactly(FailureKind.CANCELLED);
    }

    @Test
    void aCallerWhoseOwnTimeLimitCompletesTheResultHasLeftToo() {
        ModelRouter router = router();
        CompletableFuture<String> upstream = new CompletableFuture<>();
        call(router, attempt -> upstream).completeExceptionally(new IllegalStateException("too long for me"));

        assertThat(upstream).isCancelled();
        assertThat(inFlight(router)).isZero();
        assertThat(traces).hasSize(1);
    }

    @Test
    void aCallerWhoLeavesWhileTheBodyStartsLeavesNothingBehind() {
        ModelRouter router = router();
        List<CompletableFuture<String>> upstreams = new ArrayList<>();
        CompletableFuture<RouteResult<String>>[] result = newArray();
        CompletableFuture<String> first = new CompletableFuture<>();
        result[0] = call(router, attempt -> {
            if (upstreams.isEmpty()) {
                upstreams.add(first);
                return first;
            }
            result[0].cancel(true);
            upstreams.add(new CompletableFuture<>());
            return upstreams.get(1);
        });
        first.completeExceptionally(new ProviderException(Failure.of(FailureKind.TIMEOUT, "late")));

        assertThat(upstreams).hasSize(2);
        assertThat(upstreams.get(1)).isCancelled();
        assertThat(inFlight(router)).isZero();
        assertThat(traces).hasSize(1);
    }

    @Test
    void aBodyWithoutAStageFailsTheCallAndLeavesNothingOpen() {
        ModelRouter router = router();

        assertThat(call(router, attempt -> null))
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(NullPointerException.class);
        assertThat(inFlight(router)).isZero();
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
                    Bench.ORDERED.scorer().score(decision, scores);
                };
            }

            @Override
            public Integer initialState(Model model) {
                return 0;
            }

            @Override
            public Integer step(Integer state, Outcome outcome, long nowNanos) {
                throw new IllegalStateException("can't learn");
            }
        });
        bench.model(Bench.model("c"));
        ModelRouter router = bench.router();
        CompletableFuture<String> upstream = new CompletableFuture<>();
        CompletableFuture<RouteResult<String>> result = call(router, attempt -> upstream);
        upstream.completeExceptionally(new ProviderException(Failure.of(FailureKind.TIMEOUT, "late")));

        assertThat(result)
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(StackOverflowError.class);
        assertThat(inFlight(router)).isZero();
    }

    @Test
    void whetherTheAnswerOrTheCallersLeavingComesFirstTheCallIsOverOnce() throws Exception {
        ModelRouter router = router();
        ExecutorService other = Executors.newSingleThreadExecutor();
        int calls = 3_000;
        for (int i = 0; i < calls; i++) {
            CompletableFuture<String> upstream = new CompletableFuture<>();
            CompletableFuture<RouteResult<String>> result = call(router, attempt -> upstream);
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture<Void> answer = CompletableFuture.runAsync(
                    () -> {
                        go.countDown();
                        upstream.complete("hello");
                    },
                    other);
            go.await();
            result.cancel(true);
            answer.get(10, TimeUnit.SECONDS);
            assertThat(traces).hasSize(i + 1);
            assertThat(traces.get(i).attempts()).hasSize(1);
        }
        other.shutdown();
        assertThat(inFlight(router)).isZero();
    }

    private static CompletableFuture<RouteResult<String>> call(
            ModelRouter router, Function<Attempt, CompletionStage<String>> body) {
        return router.callAsync(RouteRequest.ANY, body).toCompletableFuture();
    }

    @SuppressWarnings("unchecked")
    private static CompletableFuture<RouteResult<String>>[] newArray() {
        return (CompletableFuture<RouteResult<String>>[]) new CompletableFuture<?>[1];
    }

    private static int inFlight(ModelRouter router) {
        return router.snapshot().stream()
                .mapToInt(each -> each.statistics().inFlight())
                .sum();
    }
}
