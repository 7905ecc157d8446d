package dev.pointsman.replay.estimate;

/**
 * Estimate of a metric with its 95 % interval, or the verdict why there is none.
 *
 * @param value the estimate; NaN unless supported
 * @param lower lower bound of the interval; NaN unless supported
 * @param upper upper bound of the interval; NaN unless supported
 * @param verdict whether the log supports it
 */
public record MetricEstimate(double value, double lower, double upper, Verdict verdict) {

    static MetricEstimate of(double value, Interval interval) {
        return new MetricEstimate(value, interval.lower(), interval.upper(), Verdict.SUPPORTED);
    }

    static MetricEstimate none(Verdict verdict) {
        return new MetricEstimate(Double.NaN, Double.NaN, Double.NaN, verdict);
    }

    /**
     * Returns an estimate without a value.
     *
     * @return an estimate with the verdict {@link Verdict#NO_SUPPORT}
     */
    public static MetricEstimate unknown() {
        return none(Verdict.NO_SUPPORT);
    }

    /**
     * Returns whether there is a value.
     *
     * @return true if the verdict is {@link Verdict#SUPPORTED}
     */
    public boolean isSupported() {
        return verdict == Verdict.SUPPORTED;
    }

    /** Returns the estimate in another unit. */
    MetricEstimate times(double factor) {
        return new MetricEstimate(value * factor, lower * factor, upper * factor, verdict);
    }
}
