package dev.pointsman.gateway.deferred;

import dev.pointsman.state.CallQueue;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Figures of the queue as of the last look, and of this instance since its start. Thread-safe. */
@Singleton
final class DeferredCallStatus {
    private final Map<Event, LongAdder> counts;
    private volatile CallQueue.Size size = new CallQueue.Size(0, 0, Duration.ZERO);
    private volatile boolean reachable = true;

    /** Event that is counted. */
    enum Event {
        /** A call was added. */
        ACCEPTED,
        /** A call was not added, as the queue was full or could not be reached. */
        REFUSED,
        /** A call ended with an answer of a model. */
        ANSWERED,
        /** A call ended with an error. */
        FAILED,
        /** A call was not served in its time. */
        EXPIRED,
        /** A run could not serve a call, which waits again. */
        POSTPONED,
        /** A run was claimed after one whose end was never stored. */
        LOST;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    DeferredCallStatus() {
        Map<Event, LongAdder> all = new EnumMap<>(Event.class);
        for (Event event : Event.values()) {
            all.put(event, new LongAdder());
        }
        counts = Collections.unmodifiableMap(all);
    }

    void count(Event event) {
        adder(event).increment();
    }

    long of(Event event) {
        return adder(event).sum();
    }

    private LongAdder adder(Event event) {
        return counts.getOrDefault(event, new LongAdder());
    }

    void looked(CallQueue.Size found) {
        size = found;
        reachable = true;
    }

    void unreachable() {
        reachable = false;
    }

    boolean isReachable() {
        return reachable;
    }

    CallQueue.Size size() {
        return size;
    }

    /** Returns the figures by name. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("store", reachable ? "reachable" : "unreachable");
        values.put("waiting", size.waiting());
        values.put("kept", size.kept());
        values.put("oldest_seconds", size.oldest().toSeconds());
        counts.forEach((event, count) -> values.put(event.word(), count.sum()));
        return values;
    }
}
