package dev.pointsman.replay.estimate;

/** Metric of a policy. */
public enum Metric {
    /** Mean latency in seconds. */
    MEAN_LATENCY(OutcomeVariable.LATENCY, 1),
    /** Median latency in seconds. */
    MEDIAN_LATENCY(OutcomeVariable.LATENCY, .5),
    /** The 99th percentile of the latency in seconds. */
    P99_LATENCY(OutcomeVariable.LATENCY, .01),
    /** Share of calls without an answer. */
    FAILURE_RATE(OutcomeVariable.FAILURE, 1),
    /** US dollars a day at the log's rate of calls. */
    COST_PER_DAY(OutcomeVariable.COST, 1);

    private static final double LEAST_CALLS = 10;

    private final OutcomeVariable variable;
    private final double part;

    Metric(OutcomeVariable variable, double part) {
        this.variable = variable;
        this.part = part;
    }

    OutcomeVariable variable() {
        return variable;
    }

    /** Returns whether enough calls are in the tail of a quantile. */
    boolean isSeenBy(double effective) {
        return effective * part >= LEAST_CALLS;
    }
}
