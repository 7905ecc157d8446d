package dev.pointsman.trace;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Trace of one call: pool, goal and every attempt in order. Contains no prompt, answer or secret.
 *
 * @param instance the router's name among several; empty if it has none
 * @param id the number of the call's first decision; negative if there was none
 * @param pool the pool that served
 * @param goal the goal of the call
 * @param attempts every attempt, in order
 * @param beside the trial that was begun beside the attempts; null if there was none
 */
public record RouteTrace(
        String instance,
        long id,
        String pool,
        String goal,
        List<AttemptRecord> attempts,
        @Nullable BesideTrial beside) {

    /** Copies the list. */
    public RouteTrace {
        attempts = List.copyOf(attempts);
    }

    /**
     * A trace of a call without a trial beside it.
     *
     * @param instance the router's name among several; empty if it has none
     * @param id the number of the call's first decision; negative if there was none
     * @param pool the pool that served
     * @param goal the goal of the call
     * @param attempts every attempt, in order
     */
    public RouteTrace(String instance, long id, String pool, String goal, List<AttemptRecord> attempts) {
        this(instance, id, pool, goal, attempts, null);
    }

    /**
     * Returns the id of the call's first decision, as used in all logs.
     *
     * @return the instance and the number, or the number alone if the instance has no name
     */
    public String decisionId() {
        return decisionId(instance, id);
    }

    /**
     * Returns the id of a decision, as used in all logs.
     *
     * @param instance the name of the router's instance; may be empty
     * @param id the decision's number
     * @return the instance and the number, or the number alone if the instance has no name
     */
    public static String decisionId(String instance, long id) {
        return instance.isEmpty() ? Long.toString(id) : instance + "-" + id;
    }

    /**
     * Returns the attempts in one line.
     *
     * @return each model with outcome and duration, and the trial beside them
     */
    public String describe() {
        String way = attempts.stream()
                .map(attempt -> attempt.model().id()
                        + " "
                        + (attempt.failure() == null ? "served" : attempt.failure())
                        + " after "
                        + attempt.duration().toMillis()
                        + " ms")
                .collect(Collectors.joining("; "));
        return beside == null
                ? way
                : way + "; beside it a trial of " + beside.model().id();
    }
}
