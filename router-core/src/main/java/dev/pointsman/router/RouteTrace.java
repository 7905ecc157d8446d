package dev.pointsman.router;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way of one call: what it asked for and every attempt in order. Holds no prompt, no answer and no secret.
 *
 * @param instance the router's name among several; empty if it has none
 * @param id the number of the call's first decision; negative if there was none
 * @param pool the pool that served
 * @param goal what the call was after
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
     * The way of a call without a trial beside it.
     *
     * @param instance the router's name among several; empty if it has none
     * @param id the number of the call's first decision; negative if there was none
     * @param pool the pool that served
     * @param goal what the call was after
     * @param attempts every attempt, in order
     */
    public RouteTrace(String instance, long id, String pool, String goal, List<AttemptRecord> attempts) {
        this(instance, id, pool, goal, attempts, null);
    }

    /**
     * The id of the call's first decision, the same wherever the call is written down.
     *
     * @return the instance and the number, or the number alone if the instance has no name
     */
    public String decisionId() {
        return decisionId(instance, id);
    }

    static String decisionId(String instance, long id) {
        return instance.isEmpty() ? Long.toString(id) : instance + "-" + id;
    }

    /**
     * The attempts in one line.
     *
     * @return each model with how it ended and how long it took, and the trial beside them
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
