package dev.pointsman.replay.internal.fit;

import java.util.Map;

/**
 * Errors of a replay of the log's own policy against the log, as a measure of the simulator's fidelity.
 *
 * @param mean error of the mean latency, as a share of the real one
 * @param median error of the median latency
 * @param p99 error of the 99th percentile
 * @param share the largest error of a model's share of attempts, as a difference of shares
 * @param failures error of the failure rate, as a difference of shares
 */
public record ReplayFidelity(double mean, double median, double p99, double share, double failures) {
    private static final double NEAR_MEAN = .1;
    private static final double NEAR_P99 = .25;
    private static final double NEAR_SHARE = .1;
    private static final double NEAR_FAILURES = .005;

    /**
     * Compares a replay of the log's own policy with the log.
     *
     * @param real the summary of the log
     * @param replayed the summary of the replay
     * @return the errors
     */
    static ReplayFidelity of(CallSummary real, CallSummary replayed) {
        double share = 0;
        for (Map.Entry<String, Double> model : real.shares().entrySet()) {
            double other = replayed.shares().getOrDefault(model.getKey(), 0.0);
            share = Math.max(share, Math.abs(other - model.getValue()));
        }
        return new ReplayFidelity(
                replayed.mean() / real.mean() - 1,
                replayed.median() / real.median() - 1,
                replayed.p99() / real.p99() - 1,
                share,
                replayed.failureRate() - real.failureRate());
    }

    /**
     * Returns whether the simulator is accurate: mean and median within 10 %, the 99th percentile within 25 %, shares
     * within 10 percentage points, failures within 0.5 percentage points.
     *
     * @return true if all errors are within these bounds
     */
    public boolean isNear() {
        return Math.abs(mean) <= NEAR_MEAN
                && Math.abs(median) <= NEAR_MEAN
                && Math.abs(p99) <= NEAR_P99
                && share <= NEAR_SHARE
                && Math.abs(failures) <= NEAR_FAILURES;
    }

    /**
     * Returns whether differences between policies are accurate, although levels may not be: shares within 10
     * percentage points, failures within 0.5 percentage points.
     *
     * @return true if both errors are within these bounds
     */
    public boolean isNearInShares() {
        return share <= NEAR_SHARE && Math.abs(failures) <= NEAR_FAILURES;
    }

    /**
     * Returns the errors for display.
     *
     * @return one line
     */
    public String errors() {
        return String.format(
                "mean %+.1f %%, p50 %+.1f %%, p99 %+.1f %%, shares within %.1f points, failures %+.2f points",
                100 * mean, 100 * median, 100 * p99, 100 * share, 100 * failures);
    }

    /** Returns one line for display. */
    @Override
    public String toString() {
        return "Replay of the log's own policy against the log: " + errors() + ". "
                + (isNear()
                        ? "The simulator is accurate within these errors."
                        : "The simulator is inaccurate: do not use its values, and differences only with care.");
    }
}
