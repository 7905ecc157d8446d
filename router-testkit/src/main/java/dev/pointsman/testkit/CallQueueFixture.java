package dev.pointsman.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.CallQueue;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.state.UsageStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Queue that a contract test tests, with what the tests do with it. */
abstract class CallQueueFixture {
    static final ResponseStore.Key KEY = new ResponseStore.Key("acme", "one");
    static final Duration LIFE = Duration.ofHours(1);
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration KEPT = Duration.ofMinutes(10);
    static final UsageStore.Limit BUDGET = new UsageStore.Limit("acme/usd", 1_000, Duration.ofDays(1));
    static final int MOST = 100;

    /**
     * The queue that is tested, empty at the first call of a test.
     *
     * @return the queue, the same at each call of a test
     */
    protected abstract CallQueue queue();

    /**
     * The sums that the queue books in.
     *
     * @return the store, of the same state as the queue
     */
    protected abstract UsageRecordStore records();

    /**
     * The usage of limits that the queue books in.
     *
     * @return the store, of the same state as the queue
     */
    protected abstract UsageStore usage();

    /**
     * Lets time pass at the queue.
     *
     * @param time the time
     */
    protected abstract void pass(Duration time);

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    boolean add(ResponseStore.Key key, String call) {
        return done(queue().add(key, call.getBytes(UTF_8), LIFE, MOST));
    }

    List<CallQueue.Run> claim(String worker, int most) {
        return done(queue().claim(worker, most, LEASE));
    }

    CallQueue.Run claimed(String worker) {
        List<CallQueue.Run> runs = claim(worker, 1);
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    CallQueue.@Nullable State find(ResponseStore.Key key) {
        return done(queue().find(key));
    }

    boolean end(CallQueue.Run run, CallQueue.End end) {
        return done(queue().end(run, end));
    }

    static CallQueue.End result(String text) {
        return CallQueue.End.with(
                text.getBytes(UTF_8),
                KEPT,
                List.of(new UsageRecordStore.Batch("-", 0, "monday", Map.of("row", new double[] {1, .25}), LIFE)),
                Map.of(BUDGET, 40L));
    }

    static CallQueue.End again(Duration pause) {
        return CallQueue.End.again(pause, List.of(), Map.of());
    }

    void assertBooked(int times) {
        double[] sums = done(records().sums("monday")).getOrDefault("row", new double[2]);
        assertThat(sums).containsExactly(times, times * .25);
        UsageStore.Share share =
                done(usage().exchange(BUDGET, new UsageStore.Request("reader", System.nanoTime(), 0, 0), 0));
        assertThat(share.rest()).isEqualTo(BUDGET.amount() - times * 40L);
    }

    static String text(byte @Nullable [] bytes) {
        return bytes == null ? "-" : new String(bytes, UTF_8);
    }
}
