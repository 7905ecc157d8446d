package dev.pointsman.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.UsageAccount;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.state.UsageStore.Request;
import dev.pointsman.state.UsageStore.Share;
import dev.pointsman.testkit.internal.redis.FaultyLink;
import dev.pointsman.testkit.internal.redis.RedisServer;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed, hangs, is slow or loses answers: nothing is counted twice, nothing lost, and no call waits. */
@EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
class RedisOutageTest {
    private static final UsageStore.Limit LIMIT = new UsageStore.Limit("acme/tokens", 100_000, Duration.ofMinutes(10));
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final long HOLD = Long.getLong("redis.hold", 1_500);

    @TempDir
    Path folder;

    private RedisServer server;
    private FaultyLink link;
    private RedisState state;
    private UsageStore store;

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.start(folder);
        link = new FaultyLink(server);
        state = SharedServer.connected(new RedisSettings(link.uri(), "p", TIMEOUT));
        store = state.usage();
    }

    @AfterEach
    void end() throws Exception {
        state.close();
        link.close();
        server.close();
    }

    @Test
    void aFlushedScriptIsSentAgain() {
        assertThat(exchange(1, 0, 100).held()).isEqualTo(100);
        RedisClient client = RedisClient.create(server.uri());
        client.connect().sync().scriptFlush();
        client.shutdown();
        assertThat(exchange(2, 10, 0).held()).isEqualTo(90);
    }

    @Test
    void aRequestWhoseAnswerIsLostCountsOnce() {
        exchange(1, 0, 1_000);
        link.loseAnswers(true);
        var lost = store.exchange(LIMIT, new Request("a", 2, 300, 0), 0).toCompletableFuture();
        pause(100);
        link.loseAnswers(false);
        Share share;
        try {
            share = lost.join();
        } catch (CompletionException e) { // an instance sends it again by itself
            share = eventually(new Request("a", 2, 300, 0));
        }
        assertThat(share.held()).isEqualTo(700);
        assertThat(share.rest()).isEqualTo(99_000);
    }

    @Test
    void aKilledServerForgetsNothing() throws Exception {
        exchange(1, 0, 1_000);
        exchange(2, 400, 0);
        server.kill();
        long began = System.nanoTime();
        assertThat(store.exchange(LIMIT, new Request("a", 3, 100, 0), 0).handle((share, error) -> error))
                .succeedsWithin(TIMEOUT.multipliedBy(3))
                .isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TIMEOUT.multipliedBy(3));
        server.restart();
        Share share = eventually(new Request("a", 3, 100, 0));
        assertThat(share.held()).isEqualTo(500);
        assertThat(share.rest()).isEqualTo(99_000);
    }

    /** As a failover does with what the new master has not received. */
    @Test
    void usageThatTheServerForgetsIsReportedAgain() {
        exchange(1, 0, 1_000);
        exchange(2, 400, 0);
        RedisClient client = RedisClient.create(server.uri());
        client.connect().sync().flushall();
        client.shutdown();
        exchange(3, 100, 0);
        exchange(3, 100, 0);
        assertThat(eventually(new Request("b", 1, 0, 0)).rest()).isEqualTo(99_500);
    }

    @Test
    void noCallWaitsForAServerThatHangs() throws Exception {
        holds("hangs", server::hang, server::resume);
    }

    @Test
    void noCallWaitsForASlowServer() throws Exception {
        holds("takes 2 s for an answer", () -> link.delayAnswers(2_000), () -> link.delayAnswers(0));
    }

    @Test
    void noCallWaitsForANetworkThatDropsPackets() throws Exception {
        holds("cannot be reached", () -> link.drop(true), () -> link.drop(false));
    }

    private interface Step {
        void run() throws Exception;
    }

    private void holds(String what, Step begin, Step end) throws Exception {
        long amount = 40_000_000;
        UsageStore.Limit limit = new UsageStore.Limit("large", amount, Duration.ofMinutes(10));
        long spent;
        long slowest;
        try (UsageAccounts accounts = new UsageAccounts(store, "a")) {
            UsageAccount account = accounts.open(limit, System.nanoTime());
            accounts.start(System::nanoTime);
            until(() -> !account.isStoreGone(System.nanoTime()));
            spend(account, 300);
            begin.run();
            long[] spentAndSlowest = spend(account, HOLD);
            spent = spentAndSlowest[0];
            slowest = spentAndSlowest[1];
            end.run();
            until(() -> !account.isStoreGone(System.nanoTime()));
            System.out.printf(
                    "server %s for %d ms: spent %d without waiting, slowest call %.2f ms%n",
                    what, HOLD, spent, slowest / 1e6);
        }
        assertThat(slowest).isLessThan(TimeUnit.MILLISECONDS.toNanos(250)); // a pause of the machine, at most
        assertThat(spent).isGreaterThan(100);
        Share share = eventually(limit, new Request("other", 1, 0, 0));
        assertThat(share.rest()).isEqualTo(amount - total);
    }

    private long total;

    /** Spends for a time, a call each millisecond; returns what was spent, and the longest reservation and settlement. */
    private long[] spend(UsageAccount account, long millis) {
        long spent = 0;
        long slowest = 0;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long now = System.nanoTime(); now - end < 0; now = System.nanoTime()) {
            boolean reserved = account.reserve(3, now);
            if (reserved || (account.isStoreGone(now) && !account.isUsedUp(3, now))) {
                account.settle(reserved ? 3 : 0, 2);
                spent += 2;
            }
            slowest = Math.max(slowest, System.nanoTime() - now);
            pause(1);
        }
        total += spent;
        return new long[] {spent, slowest};
    }

    private Share exchange(long number, long spent, long wanted) {
        return store.exchange(LIMIT, new Request("a", number, spent, wanted), 0)
                .toCompletableFuture()
                .join();
    }

    private Share eventually(Request request) {
        return eventually(LIMIT, request);
    }

    private Share eventually(UsageStore.Limit limit, Request request) {
        Share[] found = new Share[1];
        until(() -> {
            found[0] = store.exchange(limit, request, 0)
                    .exceptionally(error -> null)
                    .toCompletableFuture()
                    .join();
            return found[0] != null;
        });
        return found[0];
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            pause(20);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
