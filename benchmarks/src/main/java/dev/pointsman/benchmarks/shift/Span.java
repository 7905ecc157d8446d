package dev.pointsman.benchmarks.shift;

import dev.pointsman.replay.estimate.Figure;
import java.util.Locale;

/**
 * A number and its 95 % interval.
 *
 * @param value the number
 * @param lower where the interval begins
 * @param upper where it ends
 */
record Span(double value, double lower, double upper) {

    static Span of(Figure figure, double factor) {
        return new Span(factor * figure.value(), factor * figure.lower(), factor * figure.upper());
    }

    /** The difference of two numbers that have nothing in common. */
    Span minus(Span other) {
        double value = value() - other.value;
        return new Span(
                value,
                value - Math.hypot(value() - lower, other.upper - other.value),
                value + Math.hypot(upper - value(), other.value - other.lower));
    }

    /** Whether what came is what this foresaw. */
    String agrees(Span real) {
        if (lower <= real.value && real.value <= upper) {
            return "yes";
        }
        Span difference = minus(real);
        return difference.lower <= 0 && 0 <= difference.upper ? "yes, by both intervals" : "NO";
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", value, lower, upper);
    }
}
