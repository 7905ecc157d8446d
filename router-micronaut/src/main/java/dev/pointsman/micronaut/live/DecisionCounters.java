package dev.pointsman.micronaut.live;

import dev.pointsman.trace.RoutingDecision;
import java.util.concurrent.atomic.LongAdder;

/** Monotonic counters of a pool's decisions for one model. Thread-safe. */
final class DecisionCounters {
    private final LongAdder decided = new LongAdder();
    private final LongAdder turns = new LongAdder();
    private final LongAdder switches = new LongAdder();

    void decided(RoutingDecision decision) {
        decided.increment();
        if (decision.continuesSession()) {
            turns.increment();
        }
        if (decision.switchesModel()) {
            switches.increment();
        }
    }

    long count() {
        return decided.sum();
    }

    /** Returns the numbers of calls of sessions that a model has served before, and of those that another one served. */
    long[] sessions() {
        return new long[] {turns.sum(), switches.sum()};
    }
}
