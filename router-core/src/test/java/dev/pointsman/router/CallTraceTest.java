package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.trace.RouteTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The trace of a call that no listener has needed is built when it is asked for. */
class CallTraceTest {
    private final RouterFixture bench = RouterFixture.of("a", "b");

    @Test
    void theTraceBuiltLaterTellsTheTimesAndTheUsageOfTheCall() {
        ModelRouter router = bench.router();
        RouteResult<String> result = router.call(RouteRequest.ANY, attempt -> {
            bench.clock.pass(Duration.ofMillis(5));
            attempt.firstToken();
            bench.clock.pass(Duration.ofMillis(7));
            attempt.succeed(Usage.of(10, 20));
            return "answer";
        });
        bench.clock.pass(Duration.ofHours(1));
        router.call(RouteRequest.ANY, attempt -> "later");

        AttemptRecord record = result.trace().attempts().get(0);
        assertThat(record.duration()).isEqualTo(Duration.ofMillis(12));
        assertThat(record.ttft()).isEqualTo(Duration.ofMillis(5));
        assertThat(record.usage()).isEqualTo(Usage.of(10, 20));
        assertThat(record.startedAfter()).isZero();
        assertThat(record.failure()).isNull();
        assertThat(record.hedge()).isFalse();
        assertThat(record.model()).isEqualTo(result.model());
    }

    @Test
    void itIsTheOneThatListenersWouldHaveGot() {
        List<CompletedCall> completed = new ArrayList<>();
        RouterFixture heard = RouterFixture.of("a", "b");
        heard.builder().listener(new RouterListener() {
            @Override
            public void completed(CompletedCall call) {
                completed.add(call);
            }
        });
        RouteResult<String> late = answer(bench, bench.router());
        RouteResult<String> told = answer(heard, heard.router());

        assertThat(completed).singleElement().extracting(CompletedCall::trace).isSameAs(told.trace());
        assertThat(late.trace()).isEqualTo(told.trace());
        assertThat(late).isEqualTo(told).hasSameHashCodeAs(told).hasToString(told.toString());
    }

    @Test
    void everyThreadSeesTheSame() {
        RouteResult<String> result = answer(bench, bench.router());
        RouteTrace elsewhere = CompletableFuture.supplyAsync(result::trace).join();

        assertThat(elsewhere).isEqualTo(result.trace());
        assertThat(result.trace()).isSameAs(result.trace());
        assertThat(result.map(String::length).trace()).isEqualTo(elsewhere);
    }

    @Test
    void aCallThatFailedOverTellsEveryAttempt() {
        ModelRouter router = bench.router();
        RouteResult<String> result = router.call(RouteRequest.ANY, attempt -> {
            if (attempt.model().id().equals("a")) {
                throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "500"));
            }
            return "answer";
        });

        assertThat(result.trace().attempts())
                .extracting(record -> record.model().id() + " " + (record.failure() == null))
                .containsExactly("a false", "b true");
        assertThat(result.trace()).isSameAs(result.trace());
    }

    @Test
    void anAsynchronousCallIsTracedInTheSameWay() {
        RouteResult<String> result = bench.router()
                .callAsync(RouteRequest.ANY, attempt -> CompletableFuture.completedFuture("answer"))
                .toCompletableFuture()
                .join();

        assertThat(result.trace().attempts())
                .singleElement()
                .satisfies(record -> assertThat(record.model()).isEqualTo(result.model()));
    }

    private static RouteResult<String> answer(RouterFixture bench, ModelRouter router) {
        return router.call(RouteRequest.ANY, attempt -> {
            bench.clock.pass(Duration.ofMillis(5));
            attempt.succeed(Usage.of(10, 20));
            return "answer";
        });
    }
}
