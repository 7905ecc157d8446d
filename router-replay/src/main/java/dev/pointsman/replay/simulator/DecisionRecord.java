package dev.pointsman.replay.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision of a router and its outcome. Contains no prompt and no answer.
 *
 * @param router the router's number, from 0
 * @param call the number of the call's first decision
 * @param attempt which attempt of its call it made, from 0
 * @param decision its number within its router
 * @param seconds time, in seconds after the beginning
 * @param goal the call's goal
 * @param inputTokens expected length of the prompt; 0 if unknown
 * @param candidates the candidates
 * @param model the selected one
 * @param probability the probability of that selection
 * @param failure how the attempt failed; null if it served
 * @param ttft seconds to the first token; NaN if there was none
 * @param latency seconds to the attempt's end
 */
record DecisionRecord(
        int router,
        long call,
        int attempt,
        long decision,
        double seconds,
        String goal,
        int inputTokens,
        List<CandidateRecord> candidates,
        String model,
        double probability,
        @Nullable String failure,
        double ttft,
        double latency) {

    /** Copies the candidates. */
    DecisionRecord {
        candidates = List.copyOf(candidates);
    }

    /**
     * Candidate model of a decision, with the estimates that the router had of it.
     *
     * @param model its id
     * @param ttft expected seconds to its first token when idle
     * @param tpot expected seconds per output token
     * @param outputTokens expected length of the answer
     * @param successRate expected share of successes
     * @param cost expected US dollars; NaN if unknown
     * @param inFlight calls in flight there
     * @param capacity estimated number of calls it serves at once
     */
    record CandidateRecord(
            String model,
            double ttft,
            double tpot,
            double outputTokens,
            double successRate,
            double cost,
            int inFlight,
            double capacity) {}
}
