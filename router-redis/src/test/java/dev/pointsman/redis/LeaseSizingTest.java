package dev.pointsman.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.UsageAccount;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.testkit.internal.redis.ExactCounter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Four instances, a limit and a store in virtual time, with the failures of {@link SpendingShow}: what is refused without
 * need, apart from the load of a machine.
 */
class LeaseSizingTest {
    private static final long MILLI = 1_000_000;
    private static final int SECONDS = 120;
    private static final int PERIOD = 30;
    private static final long TOKENS = (long) (200 * PERIOD * 950 * .9);
    private static final UsageStore.Limit LIMIT = new UsageStore.Limit("tokens", TOKENS, Duration.ofSeconds(PERIOD));

    private final Random random = new Random(1);
    private final PriorityQueue<Timed> events = new PriorityQueue<>(Comparator.comparingLong(Timed::at));
    private final List<ExactCounter.Call> calls = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private boolean hangs;
    private long delay = 1;
    private long begin; // of the calls, in ms after that of a period
    private long millis;

    /** Event at a time in ms. */
    private record Timed(long at, Runnable event) {}

    /** Instance with its account. */
    private static final class Instance {
        private final UsageAccounts accounts;
        private final UsageAccount account;
        private boolean killed;

        Instance(UsageAccounts accounts, long now) {
            this.accounts = accounts;
            this.account = accounts.open(LIMIT, now);
        }
    }

    private final UsageStore store = new UsageStore() {
        private final UsageStore kept = UsageStore.inMemory();

        @Override
        public CompletionStage<Share> exchange(Limit limit, Request request, long nowNanos) {
            CompletableFuture<Share> answer = new CompletableFuture<>();
            Runnable serve = () -> {
                Share share = kept.exchange(limit, request, now())
                        .toCompletableFuture()
                        .join();
                in(delay, () -> answer.complete(share));
            };
            in(5_000, () -> answer.completeExceptionally(new TimeoutException("5 s")));
            in(1, () -> {
                if (hangs) {
                    waiting.add(serve);
                } else {
                    serve.run();
                }
            });
            return answer;
        }
    };

    private long now() {
        return millis * MILLI;
    }

    private void in(long later, Runnable event) {
        events.add(new Timed(millis + later, event));
    }

    /** Plans an event at a time after the calls have begun. */
    private void at(long later, Runnable event) {
        events.add(new Timed(begin + later, event));
    }

    private void start(String name) {
        instances.add(new Instance(new UsageAccounts(store, name), now()));
    }

    /** Returns what was refused without need, as a share of the limit in each period. */
    private double run() {
        for (int i = 0; i < 4; i++) {
            start("instance-" + i);
        }
        for (; millis < begin + SECONDS * 1_000; millis += 5) {
            while (!events.isEmpty() && events.element().at() <= millis) {
                events.remove().event().run();
            }
            for (Instance instance : instances) {
                if (!instance.killed && millis % 25 == 0) {
                    instance.accounts.renew(now());
                }
                if (!instance.killed && millis >= begin && millis % 20 == 0) {
                    call(instance);
                }
            }
        }
        double unneeded = new ExactCounter(TOKENS, PERIOD * 1_000, 1).refusedWithoutNeed(calls, "refused");
        return unneeded / TOKENS * PERIOD / SECONDS;
    }

    private void call(Instance instance) {
        int input = 400 + random.nextInt(800);
        long used = input + 100L + random.nextInt(100);
        long estimate = input + 200L;
        long took = 50L + random.nextInt(300);
        UsageAccount account = instance.account;
        if (account.reserve(estimate, now())) {
            in(took, () -> account.settle(estimate, used));
        } else if (account.isStoreGone(now()) && !account.isUsedUp(estimate, now())) {
            in(took, () -> account.settle(0, used));
        } else {
            calls.add(new ExactCounter.Call(millis, millis, estimate, used, "refused"));
            return;
        }
        calls.add(new ExactCounter.Call(millis, millis + took, estimate, used, "-"));
    }

    private void kill() {
        at(20_400, () -> instances.get(2).killed = true);
        at(25_200, () -> start("again"));
    }

    private void hang() {
        at(40_000, () -> hangs = true);
        at(60_000, () -> {
            hangs = false;
            waiting.forEach(Runnable::run);
        });
    }

    private void slow() {
        at(69_600, () -> delay = 2_000);
        at(90_000, () -> delay = 1);
    }

    @Test
    void hardlyAnyCallIsRefusedWithoutNeed() {
        double steady = run();
        System.out.printf("refused without need, of a limit in each period: %.2f %%%n", 100 * steady);
        assertThat(steady).isLessThan(.003);
    }

    /** The failures meet the ends of periods at six places. */
    @ParameterizedTest
    @ValueSource(longs = {0, 5_000, 10_000, 15_000, 20_000, 25_000})
    void failuresAddLittle(long afterPeriod) {
        begin = afterPeriod;
        kill();
        hang();
        slow();
        double unneeded = run();
        System.out.printf(
                "the same with a kill, a store that hangs and one that is slow, %d s after a period's begin: %.2f %%%n",
                afterPeriod / 1_000, 100 * unneeded);
        assertThat(unneeded).isLessThan(.02);
    }

    @Test
    void aSlowStoreAddsLittle() {
        slow();
        assertThat(run()).isLessThan(.02);
    }

    /** The usage while the store hangs is that of the period in which it was made. */
    @Test
    void aPeriodThatEndsWhileTheStoreHangsIsNotCountedInTheNext() {
        begin = 5_000;
        hang();
        assertThat(run()).isLessThan(.005);
    }
}
