package dev.pointsman.micronaut.metrics;

import dev.pointsman.model.Tier;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.RoutingDecision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/** Meters of the calls of one pool with one goal, created once. */
final class CallMeters {
    private final EnumMeters<DecisionKind, Counter> decisions;
    private final EnumMeters<CallOutcome, Timer> calls;
    private final EnumMeters<Tier, Counter> answers;
    private final Counter oldAnswers;
    private final Counter turns;
    private final Counter switches;
    private final FailoverMeters failover;

    CallMeters(MeterRegistry registry, CallKey key) {
        Tags tags = key.tags();
        this.decisions = new EnumMeters<>(
                DecisionKind.class,
                kind -> Counter.builder(MeterNames.DECISIONS)
                        .description("decisions, by kind")
                        .tags(tags.and(MeterNames.KIND, ModelKey.word(kind)))
                        .register(registry));
        this.calls = new EnumMeters<>(
                CallOutcome.class,
                ending -> Timer.builder(MeterNames.CALLS)
                        .description("duration of a call over all its attempts, by outcome")
                        .tags(tags.and(MeterNames.ENDING, ModelKey.word(ending)))
                        .serviceLevelObjectives(LatencyBuckets.OPERATION)
                        .register(registry));
        this.answers = new EnumMeters<>(Tier.class, tier -> answers(registry, tags, ModelKey.word(tier)));
        this.oldAnswers = answers(registry, tags, MeterNames.STALE);
        this.turns = Counter.builder(MeterNames.SESSION_TURNS)
                .description("calls of a session that a model served before")
                .tags(tags)
                .register(registry);
        this.switches = Counter.builder(MeterNames.SESSION_SWITCHES)
                .description("calls among them whose first attempt went to another model")
                .tags(tags)
                .register(registry);
        this.failover = new FailoverMeters(registry, tags);
    }

    void decided(RoutingDecision decision) {
        decisions.of(decision.kind()).increment();
        if (decision.continuesSession()) {
            turns.increment();
        }
        if (decision.switchesModel()) {
            switches.increment();
        }
    }

    void completed(CompletedCall call, @Nullable AttemptRecord served) {
        calls.of(call.ending()).record(call.duration());
        if (served != null) {
            answers.of(served.tier()).increment();
        }
        if (call.stale()) {
            oldAnswers.increment();
        }
        if (call.trace().attempts().size() > 1) {
            failover.completed(call.trace(), served);
        }
    }

    private static Counter answers(MeterRegistry registry, Tags tags, String tier) {
        return Counter.builder(MeterNames.ANSWERS)
                .description("answers, by tier of the serving model")
                .tags(tags.and(MeterNames.TIER, tier))
                .register(registry);
    }
}
