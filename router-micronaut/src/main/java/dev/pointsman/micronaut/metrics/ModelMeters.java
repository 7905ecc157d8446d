package dev.pointsman.micronaut.metrics;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.trace.AttemptRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Meters of one model and operation, created once. */
final class ModelMeters implements ModelListener {
    private final MeterRegistry registry;
    private final ModelKey key;
    private final Tags tags;
    private final OutcomeMeters succeeded;
    private final Counter ignored;
    private final Map<FailureKind, OutcomeMeters> failed =
            new ConcurrentHashMap<>(); // created on demand, as few models have failures of every kind
    private final Timer firstToken;
    private final DistributionSummary input;
    private final DistributionSummary output;
    private final DistributionSummary rate;
    private final Counter cost;
    private final CacheMeters cache;
    private final BesideMeters beside;
    private final BreakerMeters breaker;

    ModelMeters(MeterRegistry registry, ModelKey model) {
        this.registry = registry;
        this.key = model;
        this.tags = model.tags();
        this.succeeded = OutcomeMeters.of(registry, tags, "succeeded", MeterNames.NONE);
        this.ignored = OutcomeMeters.attempts(registry, tags, "ignored", MeterNames.NONE);
        this.firstToken = Timer.builder(MeterNames.FIRST_TOKEN)
                .description("time from an attempt's start to its first token")
                .tags(tags)
                .serviceLevelObjectives(LatencyBuckets.OPERATION)
                .register(registry);
        this.input = tokens("input");
        this.output = tokens("output");
        this.rate = DistributionSummary.builder(MeterNames.OUTPUT_RATE)
                .description("output tokens per second of an answer, after its first token")
                .tags(tags)
                .serviceLevelObjectives(LatencyBuckets.RATE)
                .register(registry);
        this.cost = Counter.builder(MeterNames.COST)
                .description("cost of answers, by the configured prices")
                .baseUnit(MeterNames.US_DOLLARS)
                .tags(tags)
                .register(registry);
        this.cache = new CacheMeters(registry, tags);
        this.beside = new BesideMeters(registry, tags);
        this.breaker = new BreakerMeters(registry, tags);
    }

    /** Returns whether they are of a model, and not of another one that had its id. */
    boolean isOf(Model model) {
        return key.provider().equals(model.provider()) && key.name().equals(model.name());
    }

    @Override
    public void firstToken(Attempt attempt, long nanos) {
        firstToken.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void succeeded(Attempt attempt, long nanos, Usage usage, double dollars) {
        succeeded.count(nanos);
        if (attempt.isBesideTrial()) { // its answer serves no call
            beside.succeeded(usage, dollars);
            return;
        }
        if (usage.isKnown()) {
            input.record(usage.inputTokens());
            output.record(usage.outputTokens());
            cache.served(usage, attempt.model().price());
        }
        if (dollars > 0) { // NaN is not
            cost.increment(dollars);
        }
    }

    @Override
    public void failed(Attempt attempt, long nanos, Failure failure) {
        failed.computeIfAbsent(failure.kind(), kind -> OutcomeMeters.of(registry, tags, "failed", ModelKey.word(kind)))
                .count(nanos);
        if (attempt.isBesideTrial()) {
            beside.failed();
        }
    }

    @Override
    public void ignored(Attempt attempt, long nanos) {
        ignored.increment();
        if (attempt.isBesideTrial()) {
            beside.ignored();
        }
    }

    @Override
    public void breakerChanged(BreakerState from, BreakerState to) {
        breaker.changed(from, to);
    }

    /** Records an attempt that served its call. */
    void served(AttemptRecord attempt) {
        Duration first = attempt.ttft();
        int tokens = attempt.usage().outputTokens();
        if (first == null || tokens < 2) {
            return;
        }
        double seconds = attempt.duration().minus(first).toNanos() * 1e-9;
        if (seconds > 0) {
            rate.record((tokens - 1) / seconds);
        }
    }

    private DistributionSummary tokens(String type) {
        return DistributionSummary.builder(MeterNames.TOKENS)
                .description("prompt and answer tokens, as counted by the provider")
                .tags(tags.and(MeterNames.TOKEN_TYPE, type))
                .serviceLevelObjectives(LatencyBuckets.TOKENS)
                .register(registry);
    }
}
