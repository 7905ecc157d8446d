package dev.pointsman.micronaut;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;

/** Number of elements requested and not yet received; a source without demand may be silent. Thread-safe. */
final class OutstandingDemand {
    private long owed; // guarded by this
    private Sinks.Empty<Void> asked = Sinks.empty(); // guarded by this; completed while anything is owed

    synchronized void asked(long elements) {
        owed = Operators.addCap(owed, elements);
        asked.tryEmitEmpty();
    }

    synchronized void met() {
        if (owed == Long.MAX_VALUE) {
            return; // unbounded demand
        }
        owed--;
        if (owed == 0) {
            asked = Sinks.empty();
        }
    }

    /** Returns a signal that completes once there is demand: at once, or with the next request. */
    Mono<Void> unmet() {
        return Mono.defer(this::current);
    }

    private synchronized Mono<Void> current() {
        return asked.asMono();
    }
}
