package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.stats.StatisticsSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final RouterFixture bench = RouterFixture.of("a");

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void theFirstEndingCountsAndEachSaysWhetherItWasTheOne() {
        ModelRouter router = bench.router();
        Failure failure = Failure.of(FailureKind.TIMEOUT, "late");

        Attempt succeeded = router.route(RouteRequest.ANY);
        assertThat(succeeded.isEnded()).isFalse();
        assertThat(succeeded.succeed()).isTrue();
        assertThat(succeeded.succeed(Usage.of(1, 1))).isFalse();
        assertThat(succeeded.fail(failure)).isFalse();
        assertThat(succeeded.ignore()).isFalse();
        succeeded.close();
        assertThat(succeeded.isEnded()).isTrue();
        assertThat(succeeded.failure()).isNull();

        Attempt failed = router.route(RouteRequest.ANY);
        assertThat(failed.fail(failure)).isTrue();
        assertThat(failed.succeed()).isFalse();
        assertThat(failed.failure()).isEqualTo(failure);

        Attempt closed = router.route(RouteRequest.ANY);
        closed.close();
        assertThat(closed.succeed()).isFalse();

        StatisticsSnapshot snapshot = RouterFixture.snapshot(router, "a").statistics();
        assertThat(List.of(snapshot.successes(), snapshot.failures(), snapshot.ignored()))
                .containsExactly(1L, 1L, 1L);
        assertThat(snapshot.inFlight()).isZero();
    }

    @Test
    void theFirstTokenComesOnceAndNotAfterTheEnd() {
        ModelRouter router = bench.router();
        RouteRequest streaming = RouteRequest.builder().streaming(true).build();
        Attempt attempt = router.route(streaming);

        assertThat(attempt.firstToken()).isTrue();
        assertThat(attempt.firstToken()).isFalse();
        assertThat(attempt.succeed()).isTrue();
        assertThat(attempt.firstToken()).isFalse();

        Attempt ended = router.route(streaming);
        ended.ignore();
        assertThat(ended.firstToken()).isFalse();
        assertThat(RouterFixture.snapshot(router, "a").statistics().inFlight()).isZero();
    }

    @Test
    void ofEndingsThatRaceExactlyOneCounts() throws Exception {
        ModelRouter router = bench.router();
        RouteRequest streaming = RouteRequest.builder().streaming(true).build();
        long attempts = 5_000;
        long counted = 0;
        for (int i = 0; i < attempts; i++) {
            Attempt attempt = router.route(streaming);
            List<Callable<Boolean>> endings = List.of(
                    () -> attempt.succeed(Usage.of(5, 5)),
                    () -> attempt.fail(Failure.of(FailureKind.CONTENT_FILTER, "no")),
                    attempt::ignore,
                    () -> {
                        attempt.firstToken();
                        return false;
                    });
            List<Future<Boolean>> ends = threads.invokeAll(endings);
            for (Future<Boolean> end : ends) {
                counted += end.get() ? 1 : 0;
            }
        }
        StatisticsSnapshot snapshot = RouterFixture.snapshot(router, "a").statistics();
        assertThat(counted).isEqualTo(attempts);
        assertThat(snapshot.successes() + snapshot.failures() + snapshot.ignored())
                .isEqualTo(attempts);
        assertThat(snapshot.inFlight()).isZero();
    }

    @Test
    void inFlightIsRightAfterAHundredThousandCallsThatEndInEveryWay() throws Exception {
        List<Future<?>> workers = new ArrayList<>();
        AtomicInteger lost = new AtomicInteger();
        bench.model(RouterFixture.model("b")).model(RouterFixture.model("c"));
        ModelRouter router = bench.router(Pool.of("pool", "a", "b", "c").withGoal(Goal.of("even")));
        for (int worker = 0; worker < 8; worker++) {
            int first = worker;
            workers.add(threads.submit(() -> {
                for (int i = first; i < 100_000; i += 8) {
                    once(router, i, lost);
                    if (i % 16 == 0) {
                        bench.clock.passSeconds(.001);
                    }
                }
            }));
        }
        for (Future<?> worker : workers) {
            worker.get(60, TimeUnit.SECONDS);
        }
        assertThat(RouterFixture.inFlight(router)).isEqualTo(lost.get()).isPositive();

        bench.clock.pass(
                StatisticsConfig.DEFAULT.attemptLimit().multipliedBy(17).dividedBy(16));
        assertThat(RouterFixture.inFlight(router)).as("those that nobody ended").isZero();
    }

    private static void once(ModelRouter router, int i, AtomicInteger lost) {
        RouteRequest request = RouteRequest.builder().streaming(i % 2 == 0).build();
        try {
            switch (i % 7) {
                case 0 -> router.call(request, attempt -> "value");
                case 1 ->
                    router.call(request, attempt -> {
                        attempt.firstToken();
                        throw new ProviderException(Failure.of(FailureKind.CONTENT_FILTER, "no"));
                    });
                case 2 ->
                    router.call(request, attempt -> {
                        throw new IllegalStateException("mine");
                    });
                case 3 ->
                    router.callAsync(request, attempt -> new CompletableFuture<>())
                            .toCompletableFuture()
                            .cancel(true);
                case 4 ->
                    router.callAsync(
                            request, attempt -> CompletableFuture.failedFuture(new IllegalStateException("mine")));
                case 5 -> {
                    try (Attempt attempt = router.route(request)) {
                        attempt.firstToken();
                    }
                }
                default -> {
                    Attempt attempt = router.route(request);
                    if (i % 1001 == 6) { // nobody ends it
                        lost.incrementAndGet();
                    } else {
                        attempt.succeed(Usage.of(10, 10));
                    }
                }
            }
        } catch (RequestRefusedException | IllegalStateException expected) {
            assertThat(i % 7).isBetween(1, 2);
        }
    }
}
