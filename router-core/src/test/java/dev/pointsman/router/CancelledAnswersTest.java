package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.trace.RouteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A caller that leaves while a model answers. */
class CancelledAnswersTest extends AsyncRouterFixture {
    @Test
    void cancellingTheResultCancelsTheAttemptUnderWayAndTeachesNothing() {
        ModelRouter router = router();
        CompletableFuture<String> upstream = new CompletableFuture<>();
        CompletableFuture<RouteResult<String>> result = call(router, attempt -> upstream);
        result.cancel(true);

        assertThat(upstream).isCancelled();
        assertThat(RouterFixture.inFlight(router)).isZero();
        assertThat(RouterFixture.snapshot(router, "a").statistics().failures()).isZero();
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
        assertThat(RouterFixture.inFlight(router)).isZero();
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
        assertThat(RouterFixture.inFlight(router)).isZero();
        assertThat(traces).hasSize(1);
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
        assertThat(RouterFixture.inFlight(router)).isZero();
    }

    @SuppressWarnings("unchecked")
    private static CompletableFuture<RouteResult<String>>[] newArray() {
        return (CompletableFuture<RouteResult<String>>[]) new CompletableFuture<?>[1];
    }
}
