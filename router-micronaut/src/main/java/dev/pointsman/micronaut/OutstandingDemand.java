package dev.pointsman.micronaut;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;

/** How many elements a reader has asked for and not got: a source that owes none may be silent. Safe for all threads. */
final class OutstandingDemand {
    private long owed; // guarded by this
    private Sinks.Empty<Void> asked = Sinks.empty(); // guarded by this; completed while anything is owed

    synchronized void asked(long elements) {
        owed = Operators.addCap(owed, elements);
        asked.tryEmitEmpty();
    }

    synchronized void met() {
        if (owed == Long.MAX_VALUE) {
            return; // asked for everything
        }
        owed--;
        if (owed == 0) {
            asked = Sinks.empty();
        }
    }

    /** Completes as soon as an element is owed: at once, or when the reader asks for one. */
    Mono<Void> unmet() {
        return Mono.defer(this::current);
    }

    private synchronized Mono<Void> current() {
        return asked.asMono();
    }
}
