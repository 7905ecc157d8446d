package dev.pointsman.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Accounts are renewed before they run low; several instances spend one limit exactly and never wait. */
class UsageAccountsTest {
    private static final Duration PERIOD = Duration.ofMinutes(10);

    @Test
    void fourInstancesUseUpALimitWithoutOverspending() {
        UsageWorld world = world(10_000_000);
        world.run(120);
        print(world);
        assertThat(world.used).isBetween(9_950_000L, 10_000_000L + 4 * 1_500);
        assertThat(world.phantom).as("refused without need").isLessThan(10_000_000 / 50);
        assertThat(world.store.requests).isLessThan(1_000);
    }

    @Test
    void noCallIsRefusedBelowTheLimit() {
        UsageWorld world = world(40_000_000);
        world.run(120);
        print(world);
        assertThat(world.refused).isZero();
        assertThat(world.unleased).isZero();
    }

    @Test
    void callsGoOnWhileTheStoreTakesTwoSecondsForAnAnswer() {
        UsageWorld world = world(40_000_000);
        world.run(20);
        world.store.delay = 2 * UsageWorld.SECOND;
        world.run(20);
        print(world);
        assertThat(world.refused).isZero();
        assertThat(world.unleased).as("without a lease").isLessThan(world.used / 20);
    }

    @Test
    void callsGoOnWhileTheStoreIsGoneAndTheirUsageIsReportedAfterwards() {
        UsageWorld world = world(40_000_000);
        world.run(20);
        world.store.down = true;
        world.run(60);
        assertThat(world.instances).allMatch(UsageAccounts::isStoreGone);
        assertThat(world.unleased).isGreaterThan(0);
        world.store.down = false;
        world.callsPerSecond = 0;
        world.run(20);
        print(world);
        assertThat(world.refused).isZero();
        assertThat(world.instances).noneMatch(UsageAccounts::isStoreGone);
        assertThat(world.left()).isEqualTo(40_000_000 - world.used);
    }

    @Test
    void withoutTheStoreCallsEndWithTheLeaseIfTheyMustHaveOne() {
        UsageWorld world = world(40_000_000);
        world.allowWithoutStore = false;
        world.run(20);
        long before = world.used;
        world.store.down = true;
        world.run(20);
        print(world);
        assertThat(world.used - before).isBetween(50_000L, 3_000_000L);
        assertThat(world.unleased).isZero();
    }

    @Test
    void aLimitThatIsUsedUpStaysSoWithoutTheStore() {
        UsageWorld world = world(2_000_000);
        world.run(30);
        world.store.down = true;
        long before = world.used;
        world.run(120);
        assertThat(world.used - before).isLessThan(4 * 1_500);
    }

    @Test
    void theShareOfAKilledInstanceFallsBack() {
        UsageWorld world = world(4_000_000);
        world.run(10);
        world.kill(2);
        world.run(5);
        world.start();
        world.run(60);
        print(world);
        assertThat(world.used).isBetween(3_950_000L, 4_200_000L);
    }

    @Test
    void anIdleInstanceHoldsLittleAndASteadyOneAsMuchAsItNeeds() {
        UsageWorld world = world(400_000);
        UsageAccounts idle = new UsageAccounts(world.store, "idle");
        UsageAccount account = idle.open(world.limit, world.now);
        world.instances.add(idle);
        world.callsPerSecond = 40;
        world.run(5);
        assertThat(account.free(world.now)).isBetween(1L, 400_000L / 64);
        world.run(25);
        assertThat(account.free(world.now)).as("the limit is used up").isLessThan(100);
        print(world);
        assertThat(world.used).isBetween(399_000L, 400_000L + 4 * 1_500);
    }

    @Test
    void anAccountOfAnUnsharedStoreHoldsEverythingFromTheBeginning() {
        UsageAccounts accounts = new UsageAccounts(UsageStore.inMemory(), "a");
        UsageAccount account = accounts.open(new UsageStore.Limit("l", 1_000, Duration.ofMinutes(1)), 5);
        assertThat(account.free(5)).isEqualTo(1_000);
        assertThat(account.reserve(1_000, 5)).isTrue();
        account.settle(1_000, 1_000);
        accounts.renew(5 + UsageWorld.SECOND);
        assertThat(account.reserve(1, 5 + UsageWorld.SECOND)).isFalse();
        assertThat(account.isUsedUp(1, 5 + UsageWorld.SECOND)).isTrue();
        long next = 5 + 60 * UsageWorld.SECOND;
        accounts.renew(next);
        assertThat(account.reserve(1_000, next)).isTrue();
    }

    @Test
    void aClosedAccountGivesBackAndIsForgottenWhenItsCallsAreSettled() {
        UsageStore store = UsageStore.inMemory();
        UsageAccounts accounts = new UsageAccounts(store, "a");
        UsageStore.Limit limit = new UsageStore.Limit("l", 1_000, PERIOD);
        UsageAccount account = accounts.open(limit, 0);
        assertThat(accounts.open(limit, 0)).isSameAs(account);
        account.reserve(100, 0);
        accounts.close(account, 1);
        UsageAccount other = new UsageAccount(store, limit, "b");
        other.renew(1_000, 2).toCompletableFuture().join();
        assertThat(other.free(2)).isEqualTo(900);
        account.settle(100, 60);
        accounts.renew(10 * UsageWorld.SECOND);
        accounts.renew(11 * UsageWorld.SECOND);
        other.renew(1_000, 12 * UsageWorld.SECOND).toCompletableFuture().join();
        assertThat(other.free(12 * UsageWorld.SECOND)).isEqualTo(940);
        assertThat(accounts.open(limit, 12 * UsageWorld.SECOND)).isNotSameAs(account);
    }

    @Test
    void concurrentCallsOverdrawByAtMostOneCallAnInstance() throws Exception {
        UsageStore memory = UsageStore.inMemory();
        UsageStore shared = shared(memory);
        UsageStore.Limit limit = new UsageStore.Limit("l", 10_000, PERIOD);
        AtomicLong used = new AtomicLong();
        List<UsageAccounts> instances =
                List.of(new UsageAccounts(shared, "instance-0"), new UsageAccounts(shared, "instance-1"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            UsageAccount account = instances.get(i % 2).open(limit, 0);
            tasks.add(threads.submit(() -> {
                for (int call = 0; call < 3_000; call++) {
                    instances.get(0).renew(call * 10L * UsageWorld.MILLI);
                    instances.get(1).renew(call * 10L * UsageWorld.MILLI);
                    if (account.reserve(7, 0)) {
                        used.addAndGet(7);
                        account.settle(7, 7);
                    }
                }
            }));
        }
        for (Future<?> task : tasks) {
            task.get();
        }
        threads.shutdownNow();
        assertThat(used.get()).isBetween(9_900L, 10_000L + 2 * 7);
    }

    @Test
    void aThreadRenewsUntilTheEndAndReportsTheRest() {
        UsageStore memory = UsageStore.inMemory();
        NanoClock clock = NanoClock.system();
        UsageStore.Limit limit = new UsageStore.Limit("l", 1_000, PERIOD);
        UsageAccounts accounts = new UsageAccounts(shared(memory), "a");
        accounts.start(clock::nanos);
        assertThatThrownBy(() -> accounts.start(clock::nanos)).isInstanceOf(IllegalStateException.class);
        UsageAccount account = accounts.open(limit, clock.nanos());
        assertThat(account.reserve(40, clock.nanos())).isTrue();
        account.settle(40, 30);
        accounts.close();
        UsageAccount other = new UsageAccount(memory, limit, "b");
        other.renew(1_000, clock.nanos()).toCompletableFuture().join();
        assertThat(other.free(clock.nanos())).isEqualTo(970);
    }

    @Test
    void anAccountWithoutAnAnswerHasNoStore() {
        UsageAccounts accounts = new UsageAccounts((limit, request, now) -> new CompletableFuture<>(), "a");
        UsageAccount account = accounts.open(new UsageStore.Limit("l", 10, PERIOD), 0);
        assertThat(account.reserve(1, 0)).isFalse();
        assertThat(account.isStoreGone(0)).isTrue();
        assertThat(account.isUsedUp(1, 0)).isFalse();
        assertThat(account.left(0)).isEqualTo(10);
    }

    private static UsageStore shared(UsageStore memory) {
        return (limit, request, now) -> memory.exchange(limit, request, now);
    }

    private static UsageWorld world(long amount) {
        return new UsageWorld(new UsageStore.Limit("acme/tokens", amount, PERIOD), 4);
    }

    private static void print(UsageWorld world) {
        System.out.println("four instances: " + world);
    }
}
