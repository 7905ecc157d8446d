package dev.pointsman.micronaut.health;

import dev.pointsman.breaker.BreakerSnapshot;
import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.trace.Drill;
import dev.pointsman.trace.ModelSnapshot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * State of a model by its breaker and drill, with a description.
 *
 * @param state its state
 * @param usable whether it is available
 * @param reason the description
 */
record ModelStatus(ModelState state, boolean usable, String reason) {
    private static final double UNRELIABLE = .9; // success rate under which a model in service gets few calls

    static ModelStatus of(ModelSnapshot snapshot, @Nullable Drill drill) {
        ModelStatus undrilled = of(snapshot);
        return drill == null ? undrilled : undrilled.under(drill);
    }

    private static ModelStatus of(ModelSnapshot snapshot) {
        BreakerSnapshot breaker = snapshot.breaker();
        Reason refusal = breaker.refusal();
        ModelState state = refusal == null
                ? ofBreaker(breaker.state())
                : switch (refusal) {
                    case FORCED_OPEN -> ModelState.HELD;
                    case DISABLED -> ModelState.OUT;
                    case COOLDOWN -> ModelState.COOLDOWN;
                    case OPEN -> ModelState.OPEN; // also while only another instance's breaker is open
                    default -> ofBreaker(breaker.state());
                };
        return new ModelStatus(state, refusal == null, words(state, snapshot, breaker));
    }

    private ModelStatus under(Drill drill) {
        boolean everyCall = drill.share() == 1;
        String words =
                "treated as down by a drill for " + (everyCall ? "all" : Math.round(drill.share() * 100) + " % of")
                        + " calls, for another " + time(drill.left());
        return state == ModelState.SERVING
                ? new ModelStatus(ModelState.DRILL, !everyCall, words)
                : new ModelStatus(state, usable && !everyCall, reason + "; " + words);
    }

    private static ModelState ofBreaker(BreakerState state) {
        return switch (state) {
            case CLOSED -> ModelState.SERVING;
            case OPEN -> ModelState.OPEN;
            case HALF_OPEN -> ModelState.HALF_OPEN;
            case RAMP -> ModelState.RECOVERING;
        };
    }

    private static String words(ModelState state, ModelSnapshot snapshot, BreakerSnapshot breaker) {
        String provider = snapshot.model().provider();
        String time = time(Duration.ofNanos(breaker.nanosUntilTrial()));
        return switch (state) {
            case SERVING, DRILL -> serves(snapshot.statistics().successRate());
            case HELD -> "forced open by an operator until released";
            case OUT ->
                "key, model or quota refused by " + provider + ": operator action required; next trial in " + time;
            case COOLDOWN -> "rate-limited by " + provider + " for another " + time;
            case OPEN ->
                open(breaker)
                        + (breaker.refusal() == null ? "; the next call is its trial" : "; next trial in " + time);
            case HALF_OPEN ->
                breaker.refusal() == null ? "half-open; the next call is its trial" : "half-open; trial in progress";
            case RECOVERING ->
                "trial succeeded; limited number of calls at once"
                        + (breaker.refusal() == null ? "" : ", no permit free");
        };
    }

    private static String serves(double successRate) {
        return successRate >= UNRELIABLE
                ? "serves"
                : "serves, but its recent success rate is " + Math.round(100 * successRate)
                        + " %: goals that count failures prefer other models";
    }

    private static String open(BreakerSnapshot breaker) {
        if (breaker.state() == BreakerState.CLOSED) {
            return "circuit breaker open at another instance";
        }
        int trips = breaker.trips();
        return trips < 2 ? "circuit breaker open" : "circuit breaker open, tripped " + trips + " times in a row";
    }

    /** Formats a wait; never 0 while it is positive. */
    private static String time(Duration wait) {
        long seconds = (wait.toMillis() + 999) / 1000;
        return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
