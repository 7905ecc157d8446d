package dev.pointsman.benchmarks.shift;

import dev.pointsman.replay.estimate.Forecast;
import dev.pointsman.replay.estimate.Metric;
import dev.pointsman.replay.estimate.MetricEstimate;
import dev.pointsman.replay.estimate.PolicyEstimate;
import java.io.PrintStream;

/**
 * Measured effect of a change compared with the forecast from the log.
 *
 * @param before how the policy of the log fared
 * @param inStates how the other policy would have fared in the states of the log
 * @param forecast what is to be expected of it
 * @param after how it did fare, by its own log
 */
record Shift(PolicyEstimate before, PolicyEstimate inStates, Forecast forecast, PolicyEstimate after) {
    private static final String LINE = "%-20s %9s %9s   %-24s %-24s %9s  %s%n";
    private static final double THOUSAND = 1000;
    private static final double PERCENT = 100;

    /** Prints the table; returns how many of the numbers did not come as foreseen. */
    int print(PrintStream out) {
        out.printf(LINE, "", "before", "after", "in the log's states", "to come", "came", "agrees");
        int wrong = 0;
        for (String model : before.models()) {
            wrong += row(
                    out,
                    model + " %",
                    PERCENT * before.share(model).value(),
                    PERCENT * after.share(model).value(),
                    Span.of(inStates.shareChange(before, model), PERCENT),
                    Span.of(forecast.shareChange(before, inStates, model), PERCENT));
        }
        wrong += metric(out, "mean latency ms", Metric.MEAN_LATENCY, THOUSAND);
        wrong += metric(out, "median latency ms", Metric.MEDIAN_LATENCY, THOUSAND);
        wrong += metric(out, "failed %", Metric.FAILURE_RATE, PERCENT);
        wrong += metric(out, "USD per 1000 calls", Metric.COST_PER_DAY, THOUSAND);
        metric(out, "p99 latency ms", Metric.P99_LATENCY, THOUSAND); // not predicted, so never wrong
        return wrong;
    }

    private int metric(PrintStream out, String label, Metric metric, double factor) {
        MetricEstimate change = inStates.change(before, metric);
        if (!change.isSupported()) {
            out.printf(LINE, label, "", "", change.verdict(), "", "", "");
            return 0;
        }
        return row(
                out,
                label,
                perCall(before, metric) * factor * before.metric(metric).value(),
                perCall(after, metric) * factor * after.metric(metric).value(),
                Span.of(change, perCall(before, metric) * factor),
                Span.of(forecast.change(before, inStates, metric), perCall(before, metric) * factor));
    }

    private static double perCall(PolicyEstimate estimate, Metric metric) {
        return metric == Metric.COST_PER_DAY ? 1 / estimate.callsPerDay() : 1;
    }

    private static int row(PrintStream out, String label, double was, double is, Span inStates, Span toCome) {
        boolean agrees = toCome.holds(is - was);
        out.printf(
                LINE,
                label,
                Span.text(was),
                Span.text(is),
                inStates,
                toCome,
                Span.text(is - was),
                agrees ? "yes" : toCome.isTold() ? "NO" : "not told");
        return agrees ? 0 : 1;
    }
}
