package dev.pointsman.replay.estimate;

/** What a person decides by. */
public enum Metric {
    /** Mean latency in seconds. */
    MEAN_LATENCY(Quantity.LATENCY, 1),
    /** Median latency in seconds. */
    MEDIAN_LATENCY(Quantity.LATENCY, .5),
    /** The 99th percentile of the latency in seconds. */
    P99_LATENCY(Quantity.LATENCY, .01),
    /** Share of calls without an answer. */
    FAILURE_RATE(Quantity.FAILURE, 1),
    /** US dollars a day at the log's rate of calls. */
    COST_PER_DAY(Quantity.COST, 1);

    private static final double LEAST_CALLS = 10;

    private final Quantity quantity;
    private final double part;

    Metric(Quantity quantity, double part) {
        this.quantity = quantity;
        this.part = part;
    }

    Quantity quantity() {
        return quantity;
    }

    /** Whether enough calls are on the rare side of a quantile. */
    boolean isSeenBy(double effective) {
        return effective * part >= LEAST_CALLS;
    }
}
