package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.UsageAccount;
import dev.pointsman.state.UsageStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Contract tests for usage stores. The test of an implementation extends this class and returns the store to test; all
 * tests are inherited.
 */
public abstract class UsageStoreContract {
    private static final UsageStore.Limit LIMIT =
            new UsageStore.Limit("tenant/acme/tokens", 1_000, Duration.ofMinutes(10));

    /** For subclasses. */
    protected UsageStoreContract() {}

    /**
     * The store that is tested.
     *
     * @return a new one, without usage of the limits of this test
     */
    protected abstract UsageStore store();

    /**
     * Lets time pass at the store; for implementations with a clock of their own.
     *
     * @param time the time that the test has let pass, by the times that it passes as arguments
     */
    protected void pass(Duration time) {}

    /** A holder gets what is free, and no more. */
    @Test
    void sharesTogetherAreAtMostTheLimit() {
        UsageStore store = store();
        assertThat(exchange(store, "a", 1, 0, 700).held()).isEqualTo(700);
        assertThat(exchange(store, "b", 1, 0, 700).held()).isEqualTo(300);
        assertThat(exchange(store, "c", 1, 0, 1).held()).isZero();
    }

    /** What is given back may be leased by others at once. */
    @Test
    void whatIsGivenBackIsFreeAgain() {
        UsageStore store = store();
        exchange(store, "a", 1, 0, 1_000);
        assertThat(exchange(store, "a", 2, 0, -400).held()).isEqualTo(600);
        assertThat(exchange(store, "b", 1, 0, 1_000).held()).isEqualTo(400);
    }

    /** Usage is taken from its holder's share, and from the limit until the end of the period. */
    @Test
    void usageCountsUntilThePeriodEnds() {
        UsageStore store = store();
        exchange(store, "a", 1, 0, 600);
        assertThat(exchange(store, "a", 2, 600, 600).held()).isEqualTo(400);
        exchange(store, "a", 3, 400, 600);
        UsageStore.Share spent = exchange(store, "b", 1, 0, 100);
        assertThat(spent.held()).isZero();
        assertThat(spent.resets()).isBetween(Duration.ZERO, LIMIT.period());
        pass(LIMIT.period());
        long next = StateTimes.after(LIMIT.period().toSeconds());
        assertThat(exchange(store, "b", 2, 0, 100, next).held()).isEqualTo(100);
    }

    /** A request whose answer was lost is sent again. */
    @Test
    void aRepeatedRequestHasNoFurtherEffect() {
        UsageStore store = store();
        exchange(store, "a", 1, 0, 600);
        assertThat(exchange(store, "a", 2, 100, 0).held()).isEqualTo(500);
        assertThat(exchange(store, "a", 2, 100, 0).held()).isEqualTo(500);
        assertThat(exchange(store, "b", 1, 0, 1_000).held()).isEqualTo(400);
    }

    /** A killed instance gives nothing back itself. */
    @Test
    void aShareThatIsNotRenewedFallsBack() {
        UsageStore store = store();
        UsageStore.Share killed = exchange(store, "a", 1, 0, 1_000);
        assertThat(killed.left()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
        pass(killed.left());
        long then = StateTimes.START + killed.left().toNanos();
        assertThat(exchange(store, "b", 1, 0, 1_000, then).held()).isEqualTo(1_000);
    }

    /** An instance that could not reach the store reports its usage later. */
    @Test
    void usageOfAnExpiredShareStillCounts() {
        UsageStore store = store();
        UsageStore.Share expired = exchange(store, "a", 1, 0, 500);
        pass(expired.left());
        long then = StateTimes.START + expired.left().toNanos();
        exchange(store, "a", 2, 300, 0, then);
        assertThat(exchange(store, "b", 1, 0, 1_000, then).held()).isEqualTo(700);
    }

    /** Usage beyond the share, by an estimate that was too low, is not lost. */
    @Test
    void usageBeyondTheShareCounts() {
        UsageStore store = store();
        exchange(store, "a", 1, 0, 100);
        assertThat(exchange(store, "a", 2, 250, 0).held()).isZero();
        assertThat(exchange(store, "b", 1, 0, 1_000).held()).isEqualTo(750);
    }

    /** An instance that was away over the end of a period reports usage of both. */
    @Test
    void usageOfAnEndedPeriodIsNotCountedInTheNextOne() {
        UsageStore store = store();
        UsageStore.Share first = exchange(store, "a", 1, 0, 500);
        pass(LIMIT.period());
        long next = StateTimes.after(LIMIT.period().toSeconds());
        UsageStore.Share share = exchange(store, of("a", 2, 400, first.period() + 1, 300), next);
        assertThat(share.period()).isEqualTo(first.period() + 1);
        assertThat(share.rest() + share.held()).isEqualTo(900);
        UsageStore.Share late = exchange(store, of("a", 3, 200, first.period(), 0), next);
        assertThat(late.rest() + late.held()).isEqualTo(900);
    }

    /** The holder's clock may be ahead of the store's. */
    @Test
    void usageOfAPeriodThatTheStoreHasNotBegunCounts() {
        UsageStore store = store();
        long period = exchange(store, "a", 1, 0, 500).period();
        UsageStore.Share share = exchange(store, of("a", 2, 400, period + 1, 300), StateTimes.START);
        assertThat(share.rest() + share.held()).isEqualTo(600);
    }

    /** A share of the next period is held beside the present one, and together with the others' it is at most the limit. */
    @Test
    void theNextPeriodMayBeLeasedAhead() {
        UsageStore store = store();
        long period = exchange(store, "a", 1, 0, 900).period();
        UsageStore.Share spent = exchange(store, ahead("a", 2, 900, period, 700), StateTimes.START);
        assertThat(spent.held()).isZero();
        assertThat(spent.ahead()).isEqualTo(700);
        assertThat(exchange(store, ahead("b", 1, 0, period, 700), StateTimes.START)
                        .ahead())
                .isEqualTo(300);
        assertThat(exchange(store, ahead("b", 2, 0, period, 100), StateTimes.START)
                        .ahead())
                .isEqualTo(100);
    }

    /** The holder spends what it has leased ahead when the period has begun. */
    @Test
    void whatIsLeasedAheadIsHeldInTheNextPeriod() {
        UsageStore store = store();
        UsageStore.Limit brief = new UsageStore.Limit("tenant/acme/brief", 1_000, Duration.ofSeconds(10));
        long period = exchange(store, brief, new UsageStore.Request("a", 1, 0, 0), StateTimes.START)
                .period();
        assertThat(exchange(store, brief, ahead("a", 2, 0, period, 400), StateTimes.START)
                        .ahead())
                .isEqualTo(400);
        pass(brief.period());
        UsageStore.Share share = exchange(store, brief, ahead("a", 3, 0, period + 1, 0), StateTimes.after(10));
        assertThat(share.held()).isEqualTo(400);
        assertThat(share.ahead()).isZero();
        assertThat(share.rest()).isEqualTo(600);
    }

    /** Limits do not share anything. */
    @Test
    void limitsAreIndependent() {
        UsageStore store = store();
        exchange(store, "a", 1, 0, 1_000);
        UsageStore.Limit other = new UsageStore.Limit("tenant/other/tokens", 50, Duration.ofMinutes(1));
        assertThat(store.exchange(other, new UsageStore.Request("a", 1, 0, 80), StateTimes.START)
                        .toCompletableFuture()
                        .join()
                        .held())
                .isEqualTo(50);
    }

    /** The account's arithmetic and the store's agree, whatever happens between two renewals. */
    @Test
    void anAccountReservesSettlesAndRenews() {
        UsageAccount account = new UsageAccount(store(), LIMIT, "a");
        assertThat(account.reserve(1, StateTimes.START)).isFalse();
        renew(account, 100);
        assertThat(account.reserve(80, StateTimes.START)).isTrue();
        assertThat(account.reserve(30, StateTimes.START)).isFalse();
        renew(account, 100);
        assertThat(account.free(StateTimes.START)).isEqualTo(100);
        account.settle(80, 50);
        assertThat(account.free(StateTimes.START)).isEqualTo(130);
        renew(account, 100);
        assertThat(account.free(StateTimes.START)).isEqualTo(100);
        renew(account, 10_000);
        assertThat(account.free(StateTimes.START)).isEqualTo(950);
    }

    /** Several instances with many threads never spend more than the limit. */
    @Test
    void concurrentAccountsSpendAtMostTheLimit() throws Exception {
        UsageStore store = store();
        AtomicLong used = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                UsageAccount account = new UsageAccount(store, LIMIT, "instance-" + i);
                tasks.add(threads.submit(() -> {
                    for (int call = 0; call < 400; call++) {
                        if (call % 7 == 0) {
                            renew(account, 20);
                        }
                        if (account.reserve(5, StateTimes.START)) {
                            used.addAndGet(4);
                            account.settle(5, 4);
                        }
                    }
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(used.get()).isBetween(900L, 1_000L);
    }

    private static void renew(UsageAccount account, long target) {
        account.renew(target, StateTimes.START).toCompletableFuture().join();
    }

    private static UsageStore.Share exchange(UsageStore store, String holder, long number, long spent, long wanted) {
        return exchange(store, holder, number, spent, wanted, StateTimes.START);
    }

    private static UsageStore.Share exchange(
            UsageStore store, String holder, long number, long spent, long wanted, long now) {
        return exchange(store, new UsageStore.Request(holder, number, spent, wanted), now);
    }

    private static UsageStore.Request of(String holder, long number, long spent, long period, long late) {
        return new UsageStore.Request(holder, number, spent, 0, 0, period, late);
    }

    private static UsageStore.Request ahead(String holder, long number, long spent, long period, long ahead) {
        return new UsageStore.Request(holder, number, spent, 0, ahead, period, 0);
    }

    private static UsageStore.Share exchange(UsageStore store, UsageStore.Request request, long now) {
        return exchange(store, LIMIT, request, now);
    }

    private static UsageStore.Share exchange(
            UsageStore store, UsageStore.Limit limit, UsageStore.Request request, long now) {
        return store.exchange(limit, request, now).toCompletableFuture().join();
    }
}
