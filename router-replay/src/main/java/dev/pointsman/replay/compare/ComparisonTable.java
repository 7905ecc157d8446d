package dev.pointsman.replay.compare;

import dev.pointsman.replay.estimate.Estimate;
import dev.pointsman.replay.estimate.Figure;
import dev.pointsman.replay.estimate.Method;
import dev.pointsman.replay.estimate.Metric;
import dev.pointsman.replay.estimate.Quantity;
import dev.pointsman.replay.estimate.Support;
import dev.pointsman.replay.estimate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A comparison as a table for people: a line for each number, a column for each policy, then its change from the first. */
public final class ComparisonTable {
    private static final String GAP = "  ";

    private final Comparison comparison;
    private final Optional<Foresight> foresight;
    private final List<List<String>> lines = new ArrayList<>();

    private ComparisonTable(Comparison comparison, Optional<Foresight> foresight) {
        this.comparison = comparison;
        this.foresight = foresight;
    }

    /**
     * The table.
     *
     * @param comparison what to show
     * @param methods whether to show every method's means as well
     * @param foresight what is to be expected of the next calls, for a column of its own; empty for none
     * @return lines with a line break after each
     */
    public static String of(Comparison comparison, boolean methods, Optional<Foresight> foresight) {
        ComparisonTable table = new ComparisonTable(comparison, foresight);
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
        for (Estimate other : comparison.others()) {
            String change = other.policy() + " - " + comparison.base().policy();
            heads.add(change);
            foresight.ifPresent(known -> heads.add(change + ", to come"));
        }
        lines.add(heads);
        for (Metric metric : Metric.values()) {
            Shown shown = Shown.of(metric);
            List<String> line = line(shown.label(), estimate -> Shown.text(shown.of(estimate), false));
            for (Estimate other : comparison.others()) {
                line.add(change(shown, other.change(comparison.base(), metric)));
                foresight.ifPresent(known -> line.add(change(shown, known.change(comparison.base(), other, metric))));
            }
        }
        for (String model : comparison.base().models()) {
            Shown share = Shown.share(model);
            List<String> line = line(share.label(), estimate -> Shown.text(share.of(estimate), false));
            for (Estimate other : comparison.others()) {
                line.add(change(share, other.shareChange(comparison.base(), model)));
                foresight.ifPresent(
                        known -> line.add(change(share, known.shareChange(comparison.base(), other, model))));
            }
        }
    }

    private static String change(Shown shown, Figure change) {
        return Shown.text(shown.scaled(change), true);
    }

    private void support() {
        support("effective calls", "%,.0f", Support::effective);
        line(
                "mean weight",
                estimate -> String.format(
                        Locale.ROOT,
                        "%.4f ± %.4f",
                        estimate.support().meanWeight(),
                        estimate.support().meanWeightError()));
        support("largest weight", "%,.1f", Support::largestWeight);
        line("verdict", estimate -> Shown.words(estimate.support().verdict()));
    }

    private void support(String label, String format, Function<Support, Double> value) {
        line(label, estimate -> String.format(Locale.ROOT, format, value.apply(estimate.support())));
    }

    private void methods() {
        for (Quantity quantity : Quantity.values()) {
            for (Method method : Method.values()) {
                line(
                        Shown.words(quantity) + ", " + Shown.words(method),
                        estimate -> Shown.text(estimate.mean(quantity, method), false));
            }
        }
    }

    private List<String> line(String label, Function<Estimate, String> text) {
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
        for (Estimate estimate : comparison.estimates()) {
            Support support = estimate.support();
            if (support.verdict() != Verdict.SUPPORTED) {
                text.append(String.format("%n%s: %s%n", estimate.policy(), support.reason()));
            }
            if (support.verdict() == Verdict.OUTSIDE_SUPPORTED_LOAD) {
                text.append("The log can't know what happens then. The simulator can: replay simulate\n");
            }
            for (Quantity quantity : Quantity.values()) {
                if (estimate.unseen(quantity) > 0) {
                    text.append(String.format(
                            "%n%s: %s of %.1f %% of the calls is unknown; more than 1 %% is too much for a number%n",
                            estimate.policy(), Shown.words(quantity), 100 * estimate.unseen(quantity)));
                }
            }
        }
        return text.toString();
    }
}
