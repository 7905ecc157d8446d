package dev.pointsman.replay.estimate;

/**
 * A number with its 95 % interval, or the verdict why there is none.
 *
 * @param value the estimate; NaN unless supported
 * @param lower where the interval begins; NaN unless supported
 * @param upper where it ends; NaN unless supported
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
     * No number, for too little is known.
     *
     * @return a figure with the verdict {@link Verdict#NO_SUPPORT}
     */
    public static MetricEstimate unknown() {
        return none(Verdict.NO_SUPPORT);
    }

    /**
     * Whether there is a number.
     *
     * @return true if the verdict is {@link Verdict#SUPPORTED}
     */
    public boolean isSupported() {
        return verdict == Verdict.SUPPORTED;
    }

    /** The same in another unit. */
    MetricEstimate times(double factor) {
        return new MetricEstimate(value * factor, lower * factor, upper * factor, verdict);
    }
}
