package dev.pointsman.micronaut.metrics;

import dev.pointsman.model.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** Meters of one model's trials beside serving models, with their tokens and cost. */
final class BesideMeters {
    private final Counter succeeded;
    private final Counter failed;
    private final Counter ignored;
    private final Counter tokens;
    private final Counter cost;

    BesideMeters(MeterRegistry registry, Tags tags) {
        this.succeeded = trials(registry, tags, "succeeded");
        this.failed = trials(registry, tags, "failed");
        this.ignored = trials(registry, tags, "ignored");
        this.tokens = Counter.builder(MeterNames.WASTED_TOKENS)
                .description("tokens of trials beside the serving model, prompt and answer together")
                .tags(tags)
                .register(registry);
        this.cost = Counter.builder(MeterNames.WASTED_COST)
                .description("cost of trials beside the serving model, by the configured prices")
                .baseUnit(MeterNames.US_DOLLARS)
                .tags(tags)
                .register(registry);
    }

    void succeeded(Usage usage, double dollars) {
        succeeded.increment();
        if (usage.isKnown()) {
            tokens.increment(usage.inputTokens() + usage.outputTokens());
        }
        if (dollars > 0) { // NaN is not
            cost.increment(dollars);
        }
    }

    void failed() {
        failed.increment();
    }

    void ignored() {
        ignored.increment();
    }

    private static Counter trials(MeterRegistry registry, Tags tags, String outcome) {
        return Counter.builder(MeterNames.BESIDE_TRIALS)
                .description("trials beside the serving model")
                .tags(tags.and(MeterNames.OUTCOME, outcome))
                .register(registry);
    }
}
