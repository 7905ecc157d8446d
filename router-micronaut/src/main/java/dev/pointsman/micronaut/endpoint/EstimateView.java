package dev.pointsman.micronaut.endpoint;

import java.util.Locale;

/** Numbers as people say them. */
final class EstimateView {
    private EstimateView() {}

    /** A share such as 62 %; what is neither nothing nor everything never looks so. */
    static String percent(double share) {
        long rounded = Math.round(share * 100);
        if (rounded == 0 && share > 0) {
            return "under 1 %";
        }
        return rounded == 100 && share < 1 ? "over 99 %" : rounded + " %";
    }

    /** A time such as 1.3 s. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }

    /** How far one figure is over another: "31 % slower", or "2.4 times slower" from twice as much on. */
    static String more(double figure, double other, String word) {
        double ratio = figure / other;
        return ratio < 2
                ? percent(ratio - 1) + " " + word
                : String.format(Locale.ROOT, ratio < 10 ? "%.1f times %s" : "%.0f times %s", ratio, word);
    }

    /** How far one figure is under another: "31 % quicker". */
    static String less(double figure, double other, String word) {
        return percent(1 - figure / other) + " " + word;
    }

    /** A place in a row. */
    static String place(int rank) {
        return switch (rank) {
            case 1 -> "first";
            case 2 -> "second";
            case 3 -> "third";
            default -> rank + "th";
        };
    }
}
