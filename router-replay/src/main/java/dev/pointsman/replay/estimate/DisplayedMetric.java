package dev.pointsman.replay.estimate;

import java.util.function.Function;

/**
 * Display format of a metric.
 *
 * @param label name and unit
 * @param factor from the estimate's unit to the shown one
 * @param figure reads the value of an estimate
 */
record DisplayedMetric(String label, double factor, Function<PolicyEstimate, MetricEstimate> figure) {
    private static final double PERCENT = 100;

    static DisplayedMetric of(Metric metric) {
        return switch (metric) {
            case MEAN_LATENCY -> of("latency, mean s", 1, metric);
            case MEDIAN_LATENCY -> of("latency, p50 s", 1, metric);
            case P99_LATENCY -> of("latency, p99 s", 1, metric);
            case FAILURE_RATE -> of("failed %", PERCENT, metric);
            case COST_PER_DAY -> of("cost, USD a day", 1, metric);
        };
    }

    private static DisplayedMetric of(String label, double factor, Metric metric) {
        return new DisplayedMetric(label, factor, estimate -> estimate.metric(metric));
    }

    /** Returns the format of a model's share. */
    static DisplayedMetric share(String model) {
        return new DisplayedMetric(model + " %", PERCENT, estimate -> estimate.share(model));
    }

    MetricEstimate of(PolicyEstimate estimate) {
        return scaled(figure.apply(estimate));
    }

    MetricEstimate scaled(MetricEstimate raw) {
        return new MetricEstimate(raw.value() * factor, raw.lower() * factor, raw.upper() * factor, raw.verdict());
    }

    /** Formats an estimate with as many digits as its interval justifies. */
    static String text(MetricEstimate figure, boolean signed) {
        if (!figure.isSupported()) {
            return words(figure.verdict());
        }
        double width = figure.upper() - figure.lower();
        int digits = width > 0 && width < Double.POSITIVE_INFINITY
                ? (int) Math.max(0, Math.min(8, Math.ceil(1 - Math.log10(width))))
                : 3;
        String number = "%" + (signed ? "+" : "") + "." + digits + "f";
        return String.format(
                java.util.Locale.ROOT,
                number + " [" + number + ", " + number + "]",
                rounded(figure.value(), digits),
                rounded(figure.lower(), digits),
                rounded(figure.upper(), digits));
    }

    /** Rounds a value, without a negative zero. */
    private static double rounded(double value, int digits) {
        return Math.abs(value) < .5 * Math.pow(10, -digits) ? 0 : value;
    }

    static String words(Enum<?> name) {
        return name.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
