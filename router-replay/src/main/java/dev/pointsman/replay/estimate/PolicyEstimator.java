package dev.pointsman.replay.estimate;

import dev.pointsman.strategy.RandomSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimator of a policy, from rows of a log in the order of time. Keeps sums of blocks, not rows: memory does not
 * depend on the length of the log. Not thread-safe.
 *
 * <p>The estimated policy draws the first model of every call that was a choice; other calls and all attempts after the
 * first stay as logged.
 */
public final class PolicyEstimator {
    private static final RandomSource LUCK = RandomSource.seeded(2011); // of rejection replay

    private final String policy;
    private final BlockSequence blocks = new BlockSequence();
    private final GroupSequence<CallPeriod> periods = new GroupSequence<>(CallPeriod::new);
    private final Map<String, Integer> models = new LinkedHashMap<>();
    private final WeightedRow weighed = new WeightedRow(models);
    private long rows;

    /**
     * Creates an empty estimator.
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
        periods.next().add(weighed, true);
    }

    /**
     * Takes a call that is the same under all policies, as there was one candidate or a trial was due.
     *
     * @param row the call; its probabilities are not read
     */
    public void addFixed(EstimateRow row) {
        weighed.setFixed(row, luck());
        blocks.add(weighed, false);
        periods.next().add(weighed, false);
    }

    private double luck() {
        return LUCK.draw(rows++, 0);
    }

    /**
     * Returns the estimate from the rows so far.
     *
     * @return the estimate; to be read before further rows are added
     */
    public PolicyEstimate estimate() {
        return new PolicyEstimate(policy, List.copyOf(models.keySet()), blocks.all(), periods.all());
    }
}
