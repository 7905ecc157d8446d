package dev.pointsman.replay.estimate;

import dev.pointsman.router.Chance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates how a policy would have fared, from rows of a log in the order of their time. Keeps sums of blocks, not rows:
 * its memory does not depend on the log's length. For one thread.
 *
 * <p>What is estimated: the policy draws the first model of every call that was a choice; all else, the other calls and
 * what follows a failed first attempt, stays as it was logged.
 */
public final class PolicyEstimator {
    private static final Chance LUCK = Chance.seeded(2011); // of rejection replay

    private final String policy;
    private final BlockSequence blocks = new BlockSequence();
    private final Map<String, Integer> models = new LinkedHashMap<>();
    private final WeightedRow weighed = new WeightedRow(models);
    private long rows;

    /**
     * An estimator that has seen nothing.
     *
     * @param policy the policy's name
     */
    public PolicyEstimator(String policy) {
        this.policy = policy;
    }

    /**
     * Takes a call whose model was drawn among several.
     *
     * @param row the call
     * @param target how likely the policy would have picked each candidate; together 1; the array may be longer
     * @throws IllegalArgumentException if the target's sum is not 1, or the pick's logged probability is not over 0
     */
    public void add(EstimateRow row, double[] target) {
        weighed.set(row, target, luck());
        blocks.add(weighed, true);
    }

    /**
     * Takes a call in which no policy had a say, as there was one candidate or a trial was due: it is the same under all
     * policies.
     *
     * @param row the call; its probabilities are not read
     */
    public void addFixed(EstimateRow row) {
        weighed.setFixed(row, luck());
        blocks.add(weighed, false);
    }

    private double luck() {
        return LUCK.draw(rows++, 0);
    }

    /**
     * What the rows so far say.
     *
     * @return the estimate; to be asked before further rows come
     */
    public PolicyEstimate estimate() {
        return new PolicyEstimate(policy, List.copyOf(models.keySet()), blocks.all());
    }
}
