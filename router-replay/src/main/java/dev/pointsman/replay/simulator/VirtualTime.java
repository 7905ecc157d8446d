package dev.pointsman.replay.simulator;

import dev.pointsman.router.NanoClock;
import dev.pointsman.router.Scheduler;
import java.util.concurrent.CompletableFuture;

/** Clock and scheduler of the router over a queue of events. */
final class VirtualTime implements NanoClock, Scheduler {
    private static final double NANOS = 1e9;

    private final long origin;
    private final EventQueue queue;

    VirtualTime(long origin) {
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

    /** Returns the seconds since the beginning. */
    double seconds() {
        return (queue.now() - origin) / NANOS;
    }

    void in(double seconds, SimulationEvent event, int kind) {
        queue.add(queue.now() + (long) (seconds * NANOS), event, kind);
    }

    /** Schedules an event at a time after the beginning. */
    void at(double seconds, SimulationEvent event, int kind) {
        queue.add(origin + (long) (seconds * NANOS), event, kind);
    }

    boolean step() {
        return queue.step();
    }
}
