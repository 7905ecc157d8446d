package dev.pointsman.replay.fit;

import java.util.Map;

/**
 * How near a replay of the log's own policy comes to what really happened: how far to believe the simulator.
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
     * @param real the figures of the log
     * @param replayed those of the replay
     * @return the errors
     */
    public static ReplayFidelity of(CallSummary real, CallSummary replayed) {
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
     * Whether figures of other policies may be taken for what they would be: mean and median within a tenth, the 99th
     * percentile within a quarter, shares within ten points, failures within half a point.
     *
     * @return true if all are near
     */
    public boolean isNear() {
        return Math.abs(mean) <= NEAR_MEAN
                && Math.abs(median) <= NEAR_MEAN
                && Math.abs(p99) <= NEAR_P99
                && share <= NEAR_SHARE
                && Math.abs(failures) <= NEAR_FAILURES;
    }

    /**
     * Whether differences of other policies to the log's own may be taken for what they would be, although levels may not:
     * shares within ten points, failures within half a point.
     *
     * @return true if both are near
     */
    public boolean isNearInShares() {
        return share <= NEAR_SHARE && Math.abs(failures) <= NEAR_FAILURES;
    }

    /**
     * The errors for people.
     *
     * @return one line
     */
    public String errors() {
        return String.format(
                "mean %+.1f %%, p50 %+.1f %%, p99 %+.1f %%, shares within %.1f points, failures %+.2f points",
                100 * mean, 100 * median, 100 * p99, 100 * share, 100 * failures);
    }

    /** One line for people. */
    @Override
    public String toString() {
        return "Replay of its own policy beside the log: " + errors() + ". "
                + (isNear()
                        ? "The simulator is near: its figures may be believed that far."
                        : "The simulator is off: believe no figure, and differences only with care.");
    }
}
