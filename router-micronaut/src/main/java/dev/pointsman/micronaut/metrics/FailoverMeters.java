package dev.pointsman.micronaut.metrics;

import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.RouteTrace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Meters of retries, hedges and fallbacks. */
final class FailoverMeters {
    private final Counter retries;
    private final Counter hedgesWon;
    private final Counter hedgesLost;
    private final Counter fallbacks;
    private final Counter extra;
    private final Counter saved;

    FailoverMeters(MeterRegistry registry, Tags tags) {
        this.retries = counter(MeterNames.RETRIES, "attempts at a model that the call had tried before")
                .tags(tags)
                .register(registry);
        this.hedgesWon = hedges(registry, tags, "won");
        this.hedgesLost = hedges(registry, tags, "lost");
        this.fallbacks = counter(MeterNames.FALLBACKS, "calls served by another model than the first one tried")
                .tags(tags)
                .register(registry);
        this.extra = dollars(MeterNames.FALLBACK_EXTRA, "extra cost of fallbacks compared with the first model")
                .tags(tags)
                .register(registry);
        this.saved = dollars(MeterNames.FALLBACK_SAVED, "saved cost of fallbacks compared with the first model")
                .tags(tags)
                .register(registry);
    }

    void completed(RouteTrace trace, @Nullable AttemptRecord served) {
        Set<String> tried = new HashSet<>();
        for (AttemptRecord attempt : trace.attempts()) {
            boolean again = !tried.add(attempt.model().id());
            if (attempt.hedge()) {
                (attempt.failure() == null ? hedgesWon : hedgesLost).increment();
            } else if (again) {
                retries.increment();
            }
        }
        AttemptRecord first = first(trace);
        if (served != null
                && first != null
                && !served.model().id().equals(first.model().id())) {
            fellBack(first, served);
        }
    }

    /** Records the cost relative to the first model's price for the same tokens. */
    private void fellBack(AttemptRecord first, AttemptRecord served) {
        fallbacks.increment();
        double more = served.cost() - first.model().cost(served.usage());
        if (more > 0) { // false for NaN
            extra.increment(more);
        } else if (more < 0) {
            saved.increment(-more);
        }
    }

    /** Counts hedges; attempts are in the order of their ends, and a hedge may end before the attempt that it hedges. */
    private static @Nullable AttemptRecord first(RouteTrace trace) {
        for (AttemptRecord attempt : trace.attempts()) {
            if (attempt.attemptId() == trace.id()) {
                return attempt;
            }
        }
        return null;
    }

    private static Counter hedges(MeterRegistry registry, Tags tags, String outcome) {
        return counter(MeterNames.HEDGES, "second attempts in parallel with a slow first one")
                .tags(tags.and(MeterNames.OUTCOME, outcome))
                .register(registry);
    }

    private static Counter.Builder dollars(String name, String description) {
        return counter(name, description).baseUnit(MeterNames.US_DOLLARS);
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder(name).description(description);
    }
}
