package dev.pointsman.replay.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Text table of a comparison: a row for each metric, a column for each policy, then its change from the first. */
final class ComparisonTable {
    private static final String GAP = "  ";

    private final PolicyComparison comparison;
    private final Optional<Forecast> forecast;
    private final List<List<String>> lines = new ArrayList<>();

    private ComparisonTable(PolicyComparison comparison, Optional<Forecast> forecast) {
        this.comparison = comparison;
        this.forecast = forecast;
    }

    /**
     * Returns the table.
     *
     * @param comparison the comparison
     * @param methods whether to show every method's means as well
     * @param forecast forecast of the next calls, for an additional column; empty for none
     * @return lines with a line break after each
     */
    static String of(PolicyComparison comparison, boolean methods, Optional<Forecast> forecast) {
        ComparisonTable table = new ComparisonTable(comparison, forecast);
        table.numbers();
        table.support();
        if (methods) {
            table.methods();
        }
        return table.aligned() + table.reasons();
    }

    private void numbers() {
        List<String> heads = new ArrayList<>(List.of(""));
        comparison.estimates().forEach(estimate -> heads.add(estimate.policy()));
        for (PolicyEstimate other : comparison.others()) {
            String change = other.policy() + " - " + comparison.base().policy();
            heads.add(change);
            forecast.ifPresent(known -> heads.add(change + ", forecast"));
        }
        lines.add(heads);
        for (Metric metric : Metric.values()) {
            DisplayedMetric shown = DisplayedMetric.of(metric);
            List<String> line = line(shown.label(), estimate -> DisplayedMetric.text(shown.of(estimate), false));
            for (PolicyEstimate other : comparison.others()) {
                line.add(change(shown, other.change(comparison.base(), metric)));
                forecast.ifPresent(known -> line.add(change(shown, known.change(comparison.base(), other, metric))));
            }
        }
        for (String model : comparison.base().models()) {
            DisplayedMetric share = DisplayedMetric.share(model);
            List<String> line = line(share.label(), estimate -> DisplayedMetric.text(share.of(estimate), false));
            for (PolicyEstimate other : comparison.others()) {
                line.add(change(share, other.shareChange(comparison.base(), model)));
                forecast.ifPresent(
                        known -> line.add(change(share, known.shareChange(comparison.base(), other, model))));
            }
        }
    }

    private static String change(DisplayedMetric shown, MetricEstimate change) {
        return DisplayedMetric.text(shown.scaled(change), true);
    }

    private void support() {
        support("effective calls", "%,.0f", SupportDiagnostics::effective);
        line(
                "mean weight",
                estimate -> String.format(
                        Locale.ROOT,
                        "%.4f ± %.4f",
                        estimate.support().meanWeight(),
                        estimate.support().meanWeightError()));
        support("largest weight", "%,.1f", SupportDiagnostics::largestWeight);
        line("verdict", estimate -> DisplayedMetric.words(estimate.support().verdict()));
    }

    private void support(String label, String format, Function<SupportDiagnostics, Double> value) {
        line(label, estimate -> String.format(Locale.ROOT, format, value.apply(estimate.support())));
    }

    private void methods() {
        for (OutcomeVariable quantity : OutcomeVariable.values()) {
            for (EstimationMethod method : EstimationMethod.values()) {
                line(
                        DisplayedMetric.words(quantity) + ", " + DisplayedMetric.words(method),
                        estimate -> DisplayedMetric.text(estimate.mean(quantity, method), false));
            }
        }
    }

    private List<String> line(String label, Function<PolicyEstimate, String> text) {
        List<String> line = new ArrayList<>(List.of(label));
        comparison.estimates().forEach(estimate -> line.add(text.apply(estimate)));
        lines.add(line);
        return line;
    }

    private String aligned() {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                row.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length()))
                        .append(GAP);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String reasons() {
        StringBuilder text = new StringBuilder();
        for (PolicyEstimate estimate : comparison.estimates()) {
            SupportDiagnostics support = estimate.support();
            if (support.verdict() != Verdict.SUPPORTED) {
                text.append(String.format("%n%s: %s%n", estimate.policy(), support.reason()));
            }
            if (support.verdict() == Verdict.OUTSIDE_SUPPORTED_LOAD) {
                text.append("The log does not support an estimate there. Use the simulator: replay simulate\n");
            }
            for (OutcomeVariable quantity : OutcomeVariable.values()) {
                if (estimate.unseen(quantity) > 0) {
                    text.append(String.format(
                            "%n%s: %s of %.1f %% of the calls is unknown (expected: <= 1 %%)%n",
                            estimate.policy(), DisplayedMetric.words(quantity), 100 * estimate.unseen(quantity)));
                }
            }
        }
        return text.toString();
    }
}
