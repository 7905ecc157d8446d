package dev.pointsman.replay.internal.fit;

import dev.pointsman.replay.simulator.ProviderSpec;
import java.io.PrintStream;

/** Prints the fitted models and the results of policies. */
final class ReplayTable {
    private final PrintStream out;

    ReplayTable(PrintStream out) {
        this.out = out;
    }

    void models(FittedWorld fitted) {
        int width = width(fitted);
        out.printf(
                "%-" + width + "s %9s %14s %14s %8s %8s %8s %8s %6s%n",
                "model",
                "attempts",
                "TTFT s (sd)",
                "TPOT ms (sd)",
                "failed %",
                "at once",
                "capacity",
                "outages",
                "slower");
        for (FittedModel model : fitted.models()) {
            ProviderSpec spec = model.spec();
            out.printf(
                    "%-" + width + "s %,9d %14s %14s %8.2f %8d %8s %8d %6d%n",
                    spec.name(),
                    model.attempts(),
                    String.format(
                            "%.3f (%.2f)",
                            model.speed().ttft().median(), model.speed().ttft().logSd()),
                    String.format(
                            "%.2f (%.2f)",
                            1000 * model.speed().tpot().median(),
                            model.speed().tpot().logSd()),
                    100 * spec.errorRate(),
                    model.mostAtOnce(),
                    spec.capacity() == 0 ? "unknown" : "" + spec.capacity(),
                    model.troubles(),
                    model.slowdowns());
        }
        fitted.unknown().forEach(model -> out.printf("%-" + width + "s never answered: not in the replay%n", model));
        out.println();
    }

    private static int width(FittedWorld fitted) {
        return fitted.models().stream()
                .mapToInt(model -> model.spec().name().length())
                .max()
                .orElse(0);
    }

    void head() {
        out.printf(
                "%-24s %8s %8s %8s %9s %9s %12s  share of attempts%n",
                "policy", "mean s", "p50 s", "p99 s", "failed %", "attempts", "USD / 1000");
    }

    void row(CallSummary figures) {
        StringBuilder shares = new StringBuilder();
        figures.shares().forEach((name, share) -> shares.append(String.format(" %s %.1f %%", name, 100 * share)));
        out.printf(
                "%-24s %8.3f %8.3f %8.3f %9.3f %9.3f %12.4f %s%n",
                figures.name(),
                figures.mean(),
                figures.median(),
                figures.p99(),
                100 * figures.failureRate(),
                figures.attempts(),
                1000 * figures.cost(),
                shares);
    }

    void row(ReplayResult replayed) {
        row(replayed.figures());
        if (!replayed.beyond().isEmpty()) {
            out.printf(
                    "%-24s beyond the log: more concurrent calls than logged at %s%n",
                    "", String.join(", ", replayed.beyond()));
        }
    }
}
