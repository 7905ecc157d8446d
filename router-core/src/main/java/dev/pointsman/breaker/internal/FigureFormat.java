package dev.pointsman.breaker.internal;

import java.util.Locale;

/** Number formats of messages. */
final class FigureFormat {
    private FigureFormat() {}

    static String seconds(long nanos) {
        double seconds = nanos * 1e-9;
        return seconds < 10
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%.0f s", seconds);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }
}
