package dev.pointsman.replay.estimate;

/** What a person decides by. */
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

    private final OutcomeVariable quantity;
    private final double part;

    Metric(OutcomeVariable quantity, double part) {
        this.quantity = quantity;
        this.part = part;
    }

    OutcomeVariable quantity() {
        return quantity;
    }

    /** Whether enough calls are on the rare side of a quantile. */
    boolean isSeenBy(double effective) {
        return effective * part >= LEAST_CALLS;
    }
}
