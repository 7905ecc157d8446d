package dev.pointsman.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.BreakerState;
import dev.pointsman.random.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BreakerRaceTest {
    private static final int THREADS = 1_000;
    private static final long SECOND = 1_000_000_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final ModelBreaker breaker =
            new ModelBreaker(BreakerConfig.DEFAULT, epoch -> .5, (from, to, why, at) -> heard.add(from + ">" + to));
    private long now = Seeds.clockOrigin(Seeds.printed(getClass()));

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aThousandCallersAtTheEdgeAreExactlyOneTrial() throws Exception {
        open();
        Lease trial = onlyOne();
        assertThat(heard).containsExactly("CLOSED>OPEN", "OPEN>HALF_OPEN");

        breaker.giveBack(trial, now, now);
        Lease second = onlyOne();
        assertThat(second.epoch()).isNotEqualTo(trial.epoch());

        now += BreakerConfig.DEFAULT.trialLimit().toNanos() * 17 / 16;
        Lease third = onlyOne();
        assertThat(third.epoch()).isNotEqualTo(second.epoch());

        breaker.succeed(third, now, false, now);
        assertThat(together(() -> breaker.acquire(now))).as("the ramp's places").hasSize(5);
    }

    @Test
    void aThousandLastResortCallsThatSucceedAtOnceAreOneTrial() throws Exception {
        open();
        now -= SECOND;
        List<Lease> leases = together(() -> breaker.acquireInPanic(now));
        assertThat(leases).hasSize(THREADS);
        together(() -> {
            breaker.succeed(leases.get(0), now, false, now);
            return null;
        });
        assertThat(heard).containsExactly("CLOSED>OPEN", "OPEN>RAMP");
        assertThat(together(() -> breaker.acquire(now))).as("the ramp's places").hasSize(5);
    }

    @Test
    void aThousandFailuresAtOnceTripItOnce() throws Exception {
        List<Lease> leases = together(() -> breaker.acquire(now));
        assertThat(leases).hasSize(THREADS);
        together(() -> {
            breaker.fail(leases.get(0), now, now);
            return null;
        });

        assertThat(heard).containsExactly("CLOSED>OPEN");
        assertThat(breaker.snapshot(now).trips()).isEqualTo(1);
    }

    @Test
    void aListenerIsCalledOutsideTheLock() throws Exception {
        ModelBreaker[] mine = new ModelBreaker[1];
        List<BreakerState> seen = new ArrayList<>();
        mine[0] = new ModelBreaker(
                BreakerConfig.DEFAULT, epoch -> .5, (from, to, why, at) -> seen.add(elsewhere(mine[0])));
        for (int i = 0; i < 3; i++) {
            mine[0].fail(mine[0].acquire(now), now, now);
        }
        mine[0].reset(now);
        mine[0].takeOut(now);

        assertThat(seen).containsExactly(BreakerState.OPEN, BreakerState.CLOSED, BreakerState.OPEN);
    }

    /** Another thread's look at the breaker; would wait for ever for a lock that this thread holds. */
    private BreakerState elsewhere(ModelBreaker of) {
        try {
            return CompletableFuture.supplyAsync(() -> of.snapshot(now).state(), threads)
                    .get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the breaker was locked", e);
        }
    }

    private Lease onlyOne() throws Exception {
        List<Lease> leases = together(() -> breaker.acquire(now));
        assertThat(leases).hasSize(1);
        return leases.get(0);
    }

    private void open() {
        for (int i = 0; i < 3; i++) {
            breaker.fail(breaker.acquire(now), now, now);
        }
        now += 5 * SECOND;
    }

    /** What a thousand threads get at once, without the nulls. */
    private <T> List<T> together(Supplier<T> action) throws Exception {
        CountDownLatch ready = new CountDownLatch(THREADS);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<T>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(() -> {
                ready.countDown();
                go.await();
                return action.get();
            }));
        }
        ready.await();
        go.countDown();
        List<T> got = new ArrayList<>();
        for (Future<T> each : all) {
            T value = each.get(30, TimeUnit.SECONDS);
            if (value != null) {
                got.add(value);
            }
        }
        return got;
    }
}
