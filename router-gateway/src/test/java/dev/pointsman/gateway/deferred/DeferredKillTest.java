package dev.pointsman.gateway.deferred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.file.StateFile;
import dev.pointsman.redis.RedisSettings;
import dev.pointsman.redis.RedisState;
import dev.pointsman.state.CallQueue;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.state.UsageStore;
import dev.pointsman.testkit.internal.redis.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance is killed at each of its steps, before and after each request to the store and to the provider. A call that
 * was accepted is answered by the next instance, and is charged once. With {@code -Dkills.all=true} also where the first run
 * could not serve the call.
 */
class DeferredKillTest {
    private static final ResponseStore.Key KEY = new ResponseStore.Key("acme", "one");
    private static final int FOREVER = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    /** State of two instances, one after the other. */
    private interface State extends AutoCloseable {
        CallQueue queue();

        UsageRecordStore records();

        UsageStore usage();

        /** Keeps what a killed process leaves. */
        void kill();

        /** Opens what was left. */
        State next();

        @Override
        void close();
    }

    @Test
    void noCallIsLostOrChargedTwiceInAFile() {
        AtomicInteger files = new AtomicInteger();
        int steps = killAtEachStep(() -> new FileStates(folder.resolve("state-" + files.incrementAndGet())), false);
        System.out.printf("deferred call in a file, killed at %d steps%n", steps);
        if (Boolean.getBoolean("kills.all")) {
            killAtEachStep(() -> new FileStates(folder.resolve("state-" + files.incrementAndGet())), true);
        }
    }

    @Test
    @EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
    void noCallIsLostOrChargedTwiceInRedis() throws IOException {
        try (RedisServer server = RedisServer.start(folder)) {
            AtomicInteger prefixes = new AtomicInteger();
            int steps =
                    killAtEachStep(() -> new RedisStates(server.uri(), "test-" + prefixes.incrementAndGet()), false);
            System.out.printf("deferred call in Redis, killed at %d steps%n", steps);
            if (Boolean.getBoolean("kills.all")) {
                killAtEachStep(() -> new RedisStates(server.uri(), "test-" + prefixes.incrementAndGet()), true);
            }
        }
    }

    private static int killAtEachStep(Supplier<State> states, boolean refusesFirst) {
        int step = 0;
        while (killed(states.get(), step, refusesFirst)) {
            step++;
        }
        assertThat(step).isGreaterThan(6);
        return step;
    }

    /** Kills an instance at a step; returns whether it came to that step. */
    private static boolean killed(State state, int step, boolean refusesFirst) {
        AtomicInteger provider = new AtomicInteger();
        StoppingQueue queue = new StoppingQueue(state.queue(), step, state::kill);
        DeferredInstance first = new DeferredInstance(queue, provider, refusesFirst);
        boolean accepted = first.accept(KEY, "call");
        until(() -> {
            first.step();
            return queue.isDead() || first.answer(KEY) != null;
        });
        boolean dead = queue.isDead();
        try (State next = dead ? state.next() : state) {
            DeferredInstance second =
                    new DeferredInstance(new StoppingQueue(next.queue(), FOREVER, () -> {}), provider, refusesFirst);
            if (accepted || next.queue().size().toCompletableFuture().join().kept() > 0) {
                until(() -> {
                    second.step();
                    return second.answer(KEY) != null;
                });
                assertThat(second.answer(KEY)).isEqualTo("answer to call");
                assertCharged(next, provider.get(), refusesFirst ? 2 : 1, step);
            } else {
                assertCharged(next, provider.get(), 0, step);
            }
        }
        return dead;
    }

    /** A provider may be called again; each answer that was given up is one lost run, and is not charged. */
    private static void assertCharged(State state, int providerCalls, int times, int step) {
        double[] sums =
                state.records().sums("monday").toCompletableFuture().join().getOrDefault("row", new double[1]);
        UsageStore.Share share = state.usage()
                .exchange(
                        new UsageStore.Limit("acme/usd", 1_000, Duration.ofDays(1)),
                        new UsageStore.Request("reader", 1, 0, 0),
                        0)
                .toCompletableFuture()
                .join();
        int booked = (int) sums[0];
        String when = "killed at step " + step;
        CallQueue.State found = state.queue().find(KEY).toCompletableFuture().join();
        int lost = found == null ? 0 : found.lost();
        assertThat(lost).as(when).isLessThanOrEqualTo(1);
        assertThat(providerCalls).as(when).isBetween(times - lost, times + lost);
        assertThat(booked).as(when).isBetween(times - lost, times);
        assertThat(booked).as(when).isBetween(Math.min(1, times), times);
        assertThat(share.rest()).as(when).isEqualTo(1_000 - booked * DeferredInstance.USED);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("time left").isNegative();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Files: the second one is a copy of the first at the moment of the kill. */
    private static final class FileStates implements State {
        private final Path path;
        private final StateFile file;

        FileStates(Path path) {
            this.path = path;
            this.file = StateFile.open(path);
        }

        @Override
        public CallQueue queue() {
            return file.calls();
        }

        @Override
        public UsageRecordStore records() {
            return file.usageRecords();
        }

        @Override
        public UsageStore usage() {
            return file.usage();
        }

        private Path copy() {
            return Path.of(path + "-killed");
        }

        @Override
        public void kill() {
            try {
                Files.copy(path, copy());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public State next() {
            file.close();
            return new FileStates(copy());
        }

        @Override
        public void close() {
            file.close();
        }
    }

    /** Connections to one server. */
    private static final class RedisStates implements State {
        private final String uri;
        private final String prefix;
        private final RedisState state;

        RedisStates(String uri, String prefix) {
            this.uri = uri;
            this.prefix = prefix;
            this.state = RedisState.connect(new RedisSettings(uri, prefix, Duration.ofSeconds(10)));
        }

        @Override
        public CallQueue queue() {
            return state.calls();
        }

        @Override
        public UsageRecordStore records() {
            return state.usageRecords();
        }

        @Override
        public UsageStore usage() {
            return state.usage();
        }

        @Override
        public void kill() {
            // the server is another process
        }

        @Override
        public State next() {
            state.close();
            return new RedisStates(uri, prefix);
        }

        @Override
        public void close() {
            state.close();
        }
    }
}
