package dev.pointsman.micronaut.endpoint;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Operation;
import dev.pointsman.stats.StatisticsSnapshot;
import dev.pointsman.trace.ModelSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State of one model and operation.
 *
 * @param id the model's id
 * @param operation the operation
 * @param provider its provider
 * @param name the model's name at the provider
 * @param region its region; null if unknown
 * @param inFlight calls in flight
 * @param capacity learned number of calls served at once without waiting
 * @param estimates measured estimates
 * @param breaker circuit breaker state
 * @param calls outcomes of its calls since the start
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
     * Measured estimates of a model.
     *
     * @param ttftSeconds expected time to first token by streams; unknown without recent ones
     * @param tpotSeconds expected time per output token
     * @param successRate probability that the next call succeeds
     * @param timeToFailureSeconds mean time a failing call takes
     * @param meanCostDollars mean cost of a call
     * @param samples decayed number of recent answers the latencies rest on
     * @param answerAgeSeconds age of the latest answer; null if there was none
     * @param failureAgeSeconds age of the latest failure; null if there was none
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
     * Circuit breaker state of a model.
     *
     * @param state the breaker's state
     * @param refusal why a call would be refused; null if admitted
     * @param trips number of trips since it was last closed
     * @param secondsToTrial time until the next trial; 0 if that does not depend on time
     */
    record BreakerView(BreakerState state, @Nullable String refusal, int trips, double secondsToTrial) {}

    /**
     * Outcomes of calls.
     *
     * @param succeeded with an answer
     * @param failed by the model's fault
     * @param ignored without relevance to the model's health
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
                        shown.measuredTtft(),
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
