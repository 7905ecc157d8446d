package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Reads of the router's clock during one successful call. */
class ClockReadsTest {
    private static final int MOST = 4;

    private final AtomicInteger reads = new AtomicInteger();
    private final RouterFixture bench = RouterFixture.of("a", "b");
    private final ModelRouter router = router();

    private ModelRouter router() {
        bench.builder().clock(() -> {
            reads.incrementAndGet();
            return bench.clock.nanos();
        });
        return bench.router();
    }

    @Test
    void aSynchronousCallReadsTheClockAtMostFourTimes() {
        bench.call(router);
        reads.set(0);
        bench.call(router);
        assertThat(reads).hasValueLessThanOrEqualTo(MOST);
    }

    @Test
    void aCallThatReportsItsUsageReadsItAtMostFourTimesToo() {
        reads.set(0);
        router.call(RouteRequest.ANY, attempt -> attempt.succeed(Usage.of(10, 10)));
        assertThat(reads).hasValueLessThanOrEqualTo(MOST);
    }

    @Test
    void anAsynchronousCallReadsItAtMostFourTimes() {
        reads.set(0);
        router.callAsync(RouteRequest.ANY, attempt -> CompletableFuture.completedFuture("answer"));
        assertThat(reads).hasValueLessThanOrEqualTo(MOST);
    }
}
