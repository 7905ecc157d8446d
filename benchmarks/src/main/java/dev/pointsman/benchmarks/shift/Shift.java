package dev.pointsman.benchmarks.shift;

import dev.pointsman.replay.estimate.Estimate;
import dev.pointsman.replay.estimate.Figure;
import dev.pointsman.replay.estimate.Metric;
import java.io.PrintStream;

/**
 * What a change did beside what the log had foreseen.
 *
 * @param before how the policy of the log fared
 * @param foreseen how the log says the other policy would fare
 * @param after how it did fare, by its own log
 */
record Shift(Estimate before, Estimate foreseen, Estimate after) {
    private static final String LINE = "%-22s %-26s %-26s %-26s %-26s %-26s %s%n";
    private static final double THOUSAND = 1000;
    private static final double PERCENT = 100;

    /** Prints the table; returns how many of the numbers did not come as foreseen. */
    int print(PrintStream out) {
        out.printf(LINE, "", "before", "foreseen", "came", "shift foreseen", "shift that came", "agrees");
        int wrong = 0;
        for (String model : before.models()) {
            wrong += share(out, model);
        }
        wrong += metric(out, "mean latency ms", Metric.MEAN_LATENCY, THOUSAND);
        wrong += metric(out, "median latency ms", Metric.MEDIAN_LATENCY, THOUSAND);
        wrong += metric(out, "p99 latency ms", Metric.P99_LATENCY, THOUSAND);
        wrong += metric(out, "failed %", Metric.FAILURE_RATE, PERCENT);
        wrong += metric(out, "USD per 1000 calls", Metric.COST_PER_DAY, THOUSAND);
        return wrong;
    }

    private int share(PrintStream out, String model) {
        Span was = Span.of(before.share(model), PERCENT);
        Span expected = Span.of(foreseen.share(model), PERCENT);
        Span is = Span.of(after.share(model), PERCENT);
        return row(out, model + " %", was, expected, is, expected.minus(was));
    }

    private int metric(PrintStream out, String label, Metric metric, double factor) {
        Figure expected = foreseen.figure(metric);
        if (!expected.isSupported()) {
            out.printf(LINE, label, "", expected.verdict(), "", "", "", "");
            return 0;
        }
        return row(
                out,
                label,
                span(before, metric, factor),
                span(foreseen, metric, factor),
                span(after, metric, factor),
                Span.of(foreseen.change(before, metric), perCall(foreseen, metric) * factor));
    }

    private static Span span(Estimate estimate, Metric metric, double factor) {
        return Span.of(estimate.figure(metric), perCall(estimate, metric) * factor);
    }

    private static double perCall(Estimate estimate, Metric metric) {
        return metric == Metric.COST_PER_DAY ? 1 / estimate.callsPerDay() : 1;
    }

    private static int row(PrintStream out, String label, Span was, Span expected, Span is, Span shift) {
        Span came = is.minus(was);
        String agrees = shift.agrees(came);
        out.printf(LINE, label, was, expected, is, shift, came, agrees);
        return agrees.startsWith("yes") ? 0 : 1;
    }
}
