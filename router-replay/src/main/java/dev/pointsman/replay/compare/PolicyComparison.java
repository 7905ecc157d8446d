package dev.pointsman.replay.compare;

import dev.pointsman.replay.estimate.PolicyEstimate;
import java.util.List;

/**
 * What a log says of several policies.
 *
 * @param estimates one for each policy; the others are compared with the first
 * @param unknown choices that were set aside, because their strategy sampled and nobody knows its probabilities
 * @param withoutFirst calls that were set aside, because the log has lost their first decision
 */
public record PolicyComparison(List<PolicyEstimate> estimates, long unknown, long withoutFirst) {

    /** Copies the list. */
    public PolicyComparison {
        estimates = List.copyOf(estimates);
    }

    /** The policy the others are compared with. */
    PolicyEstimate base() {
        return estimates.get(0);
    }

    /** The policies that are compared with the first. */
    List<PolicyEstimate> others() {
        return estimates.subList(1, estimates.size());
    }
}
