package dev.pointsman.replay.simulator;

import dev.pointsman.time.NanoClock;
import dev.pointsman.time.Scheduler;
import java.util.concurrent.CompletableFuture;

/** Clock and scheduler of the router over a queue of events. For one thread. */
public final class VirtualTime implements NanoClock, Scheduler {
    /** Event at a time; a number distinguishes the kinds of events of one object. */
    @FunctionalInterface
    public interface Event {

        /**
         * Happens; the current time is its own.
         *
         * @param kind the kind it was scheduled with
         */
        void happen(int kind);
    }

    private static final double NANOS = 1e9;

    private final long origin;
    private final EventQueue queue;

    /**
     * Creates the beginning, without events.
     *
     * @param origin the clock's reading at the beginning; any number
     */
    public VirtualTime(long origin) {
        this.origin = origin;
        this.queue = new EventQueue(origin);
    }

    @Override
    public long nanos() {
        return queue.now();
    }

    @Override
    public CompletableFuture<Void> after(long nanos) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        queue.add(queue.now() + nanos, kind -> passed.complete(null), 0);
        return passed;
    }

    /**
     * Returns the seconds since the beginning.
     *
     * @return seconds
     */
    public double seconds() {
        return (queue.now() - origin) / NANOS;
    }

    /**
     * Schedules an event.
     *
     * @param seconds time from now; at least 0
     * @param event the event
     * @param kind the number it gets
     */
    public void in(double seconds, Event event, int kind) {
        queue.add(queue.now() + (long) (seconds * NANOS), event, kind);
    }

    /**
     * Schedules an event at a time after the beginning.
     *
     * @param seconds time from the beginning; not in the past
     * @param event the event
     * @param kind the number it gets
     */
    public void at(double seconds, Event event, int kind) {
        queue.add(origin + (long) (seconds * NANOS), event, kind);
    }

    /**
     * Ends the run by an exception in an event of its own: the thread that found the error may be inside a future,
     * which would keep the exception.
     *
     * @param error the error
     */
    public void fail(Throwable error) {
        in(
                0,
                kind -> {
                    throw new IllegalStateException("the router failed", error);
                },
                0);
    }

    /**
     * Lets the next event happen.
     *
     * @return false if there is none
     */
    public boolean step() {
        return queue.step();
    }
}
