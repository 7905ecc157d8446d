package dev.pointsman.decisionlog;

import dev.pointsman.trace.DecisionKind;
import java.time.Instant;
import java.util.List;

/**
 * One decision of a router with the outcome of its attempt. Holds no prompt, no answer and no plain name of a tenant or
 * a session. Immutable.
 *
 * @param policy the label of the deployed configuration; empty if it has none
 * @param instance the router's name among several; empty if it has none
 * @param number the number of the decision, unique within its instance; at least 0
 * @param call the number of the call's first decision; its own if it is the first, or there was no call around it
 * @param attempt which attempt of its call it made, from 0
 * @param time when it was made, by the wall clock, in steps of a microsecond
 * @param nanos when it was made, by the router's own clock: comparable within one instance, by difference
 * @param pool the pool that served
 * @param goal the goal of the call
 * @param strategy the strategy that served the goal
 * @param kind the kind of decision
 * @param sequence the number of the call within its pool
 * @param drawn the random number that the probabilities were drawn by, from 0 to under 1; NaN if nothing was drawn
 * @param context the request of the call
 * @param candidates the candidates, in the order of scoring; not empty
 * @param chosen the index of the chosen candidate
 * @param exclusions the excluded models of the pool
 * @param outcome the outcome of the attempt
 */
public record LoggedDecision(
        String policy,
        String instance,
        long number,
        long call,
        int attempt,
        Instant time,
        long nanos,
        String pool,
        String goal,
        String strategy,
        DecisionKind kind,
        long sequence,
        double drawn,
        LoggedContext context,
        List<LoggedCandidate> candidates,
        int chosen,
        List<Excluded> exclusions,
        LoggedOutcome outcome) {

    /**
     * A model of the pool that was excluded from a decision.
     *
     * @param model its id
     * @param reason the id of the rule that excluded it: as {@link dev.pointsman.model.Exclusion.Reason} writes it, such
     *     as {@code open}, or that of an added {@link dev.pointsman.admission.EligibilityRule}
     */
    public record Excluded(String model, String reason) {}

    /** The version of the schema that this library writes and reads. */
    public static final int VERSION = 1;

    /** Copies the lists. */
    public LoggedDecision {
        candidates = List.copyOf(candidates);
        exclusions = List.copyOf(exclusions);
    }

    /**
     * Returns the id of the decision, as in traces and headers.
     *
     * @return the instance and the number, or the number alone if the instance has no name
     */
    public String id() {
        return id(number);
    }

    /**
     * Returns the id of the call: that of its first decision.
     *
     * @return the instance and the number, or the number alone if the instance has no name
     */
    public String callId() {
        return id(call);
    }

    /**
     * Returns the chosen candidate.
     *
     * @return the candidate at the chosen index
     * @throws IndexOutOfBoundsException if there is none at that index
     */
    public LoggedCandidate pick() {
        return candidates.get(chosen);
    }

    private String id(long of) {
        return instance.isEmpty() ? Long.toString(of) : instance + "-" + of;
    }
}
