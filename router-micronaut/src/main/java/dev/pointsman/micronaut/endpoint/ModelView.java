package dev.pointsman.micronaut.endpoint;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Operation;
import dev.pointsman.router.ModelSnapshot;
import dev.pointsman.stats.StatisticsSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One model and operation at one moment.
 *
 * @param id the model's id
 * @param operation the operation
 * @param provider its provider
 * @param name what the provider is asked for
 * @param region where it runs; null when unknown
 * @param inFlight calls in flight
 * @param capacity learned number of calls served at once without waiting
 * @param estimates what it has shown
 * @param breaker whether it may be tried
 * @param calls how its calls ended since the start
 */
record ModelView(
        String id,
        Operation operation,
        String provider,
        String name,
        @Nullable String region,
        int inFlight,
        double capacity,
        EstimatesView estimates,
        BreakerView breaker,
        CallsView calls) {
    private static final double NANOS = 1e-9;

    /**
     * What a model has shown.
     *
     * @param ttftSeconds expected time to first token
     * @param tpotSeconds expected time per output token
     * @param successRate probability that the next call succeeds
     * @param timeToFailureSeconds mean time a failing call takes
     * @param meanCostDollars mean cost of a call
     * @param samples decayed number of recent answers the latencies rest on
     * @param answerAgeSeconds how old the newest answer is; null if there was none
     * @param failureAgeSeconds how old the newest failure is; null if there was none
     */
    record EstimatesView(
            double ttftSeconds,
            double tpotSeconds,
            double successRate,
            double timeToFailureSeconds,
            double meanCostDollars,
            double samples,
            @Nullable Double answerAgeSeconds,
            @Nullable Double failureAgeSeconds) {}

    /**
     * Whether a model may be tried.
     *
     * @param state the breaker's state
     * @param refusal why a call would not be admitted; null if it would be
     * @param trips how often it tripped since it was last closed for good
     * @param secondsToTrial how long until it may be tried again; 0 if that does not depend on time
     */
    record BreakerView(BreakerState state, @Nullable String refusal, int trips, double secondsToTrial) {}

    /**
     * How calls ended.
     *
     * @param succeeded with an answer
     * @param failed by the model's fault
     * @param ignored in a way that says nothing of the model
     */
    record CallsView(long succeeded, long failed, long ignored) {}

    static ModelView of(ModelSnapshot snapshot, LastSeen seen, Instant now) {
        StatisticsSnapshot shown = snapshot.statistics();
        var breaker = snapshot.breaker();
        return new ModelView(
                snapshot.model().id(),
                snapshot.operation(),
                snapshot.model().provider(),
                snapshot.model().name(),
                snapshot.model().region(),
                shown.inFlight(),
                shown.capacity(),
                new EstimatesView(
                        shown.ttft(),
                        shown.tpot(),
                        shown.successRate(),
                        shown.timeToFailure(),
                        shown.meanCost(),
                        shown.samples(),
                        seen.answerAge(now),
                        seen.failureAge(now)),
                new BreakerView(
                        breaker.state(),
                        breaker.refusal() == null ? null : breaker.refusal().toString(),
                        breaker.trips(),
                        breaker.nanosUntilTrial() * NANOS),
                new CallsView(shown.successes(), shown.failures(), shown.ignored()));
    }
}
