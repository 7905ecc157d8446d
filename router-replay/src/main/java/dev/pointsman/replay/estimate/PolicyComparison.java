package dev.pointsman.replay.estimate;

import java.util.List;

/**
 * Estimates of several policies from one log.
 *
 * @param estimates one for each policy; the others are compared with the first
 * @param unknown choices that were skipped because their strategy sampled, so that its probabilities are unknown
 * @param withoutFirst calls that were skipped because their first decision is missing in the log
 */
public record PolicyComparison(List<PolicyEstimate> estimates, long unknown, long withoutFirst) {

    /** Copies the list. */
    public PolicyComparison {
        estimates = List.copyOf(estimates);
    }

    /** Returns the policy that the others are compared with. */
    PolicyEstimate base() {
        return estimates.get(0);
    }

    /** Returns the policies that are compared with the first. */
    List<PolicyEstimate> others() {
        return estimates.subList(1, estimates.size());
    }
}
