package dev.pointsman.benchmarks.shift;

import dev.pointsman.replay.estimate.MetricEstimate;
import java.util.Locale;

/**
 * A number and its 95 % interval.
 *
 * @param value the number
 * @param lower where the interval begins
 * @param upper where it ends
 */
record Span(double value, double lower, double upper) {

    static Span of(MetricEstimate figure, double factor) {
        return new Span(factor * figure.value(), factor * figure.lower(), factor * figure.upper());
    }

    /** Returns whether a number lies in the interval. */
    boolean holds(double number) {
        return lower <= number && number <= upper;
    }

    /** Returns whether there is a number. */
    boolean isTold() {
        return !Double.isNaN(value);
    }

    static String text(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    @Override
    public String toString() {
        return isTold() ? text(value) + " [" + text(lower) + ", " + text(upper) + "]" : "no number";
    }
}
