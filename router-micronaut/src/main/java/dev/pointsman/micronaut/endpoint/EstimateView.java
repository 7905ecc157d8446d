package dev.pointsman.micronaut.endpoint;

import java.util.Locale;

/** Formatting of estimates for people. */
final class EstimateView {
    private EstimateView() {}

    /** Formats a share such as 62 %; never rounds to 0 % or 100 %. */
    static String percent(double share) {
        long rounded = Math.round(share * 100);
        if (rounded == 0 && share > 0) {
            return "under 1 %";
        }
        return rounded == 100 && share < 1 ? "over 99 %" : rounded + " %";
    }

    /** Formats a time such as 1.3 s. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }

    /** Formats by how much one figure exceeds another: "31 % slower", or "2.4 times slower" from a factor of two on. */
    static String more(double figure, double other, String word) {
        double ratio = figure / other;
        return ratio < 2
                ? percent(ratio - 1) + " " + word
                : String.format(Locale.ROOT, ratio < 10 ? "%.1f times %s" : "%.0f times %s", ratio, word);
    }

    /** Formats by how much one figure is below another: "31 % quicker". */
    static String less(double figure, double other, String word) {
        return percent(1 - figure / other) + " " + word;
    }

    /** Formats a rank. */
    static String place(int rank) {
        return switch (rank) {
            case 1 -> "first";
            case 2 -> "second";
            case 3 -> "third";
            default -> rank + "th";
        };
    }
}
