package dev.pointsman.router;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The way of one call: what it asked for and every attempt in order. Holds no prompt, no answer and no secret.
 *
 * @param instance the router's name among several; empty if it has none
 * @param id the number of the call's first decision; negative if there was none
 * @param pool the pool that served
 * @param goal what the call was after
 * @param attempts every attempt, in order
 */
public record RouteTrace(String instance, long id, String pool, String goal, List<AttemptRecord> attempts) {

    /** Copies the list. */
    public RouteTrace {
        attempts = List.copyOf(attempts);
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
     * @return each model with how it ended and how long it took
     */
    public String describe() {
        return attempts.stream()
                .map(attempt -> attempt.model().id()
                        + " "
                        + (attempt.failure() == null ? "served" : attempt.failure())
                        + " after "
                        + attempt.duration().toMillis()
                        + " ms")
                .collect(Collectors.joining("; "));
    }
}
