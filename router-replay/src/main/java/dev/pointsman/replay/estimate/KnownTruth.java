package dev.pointsman.replay.estimate;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code known-truth}: every method against a known truth, from a soft log and from a near-greedy one. */
@Command(
        name = "known-truth",
        mixinStandardHelpOptions = true,
        description = "Estimates a policy whose truth is known, from many logs, and prints the errors of each method.")
public final class KnownTruth implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--calls", defaultValue = "5000", description = "calls in each log; default: ${DEFAULT-VALUE}")
    private int calls;

    @Option(names = "--repetitions", defaultValue = "400", description = "number of logs; default: ${DEFAULT-VALUE}")
    private int repetitions;

    @Option(names = "--seed", defaultValue = "1", description = "seed of all random numbers")
    private long seed;

    /** Creates the command; its options get their defaults when they are parsed. */
    public KnownTruth() {}

    @Override
    public Integer call() {
        require(calls >= 1, "--calls", calls);
        require(repetitions >= 1, "--repetitions", repetitions);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.printf("%d logs of %d calls, seed %d; errors as shares of the truth%n", repetitions, calls, seed);
        out.printf("%na soft log, softmax with temperature .3%n");
        print(out, EstimateExperiment.soft(calls, seed).run(repetitions));
        out.printf("%na near-greedy log, epsilon .001: refused; below, what it would have said%n");
        print(out, EstimateExperiment.nearGreedy(calls, seed).run(repetitions));
        out.flush();
        return 0;
    }

    private static void require(boolean holds, String option, int value) {
        if (!holds) {
            throw new IllegalArgumentException(option + ": " + value + " (expected: >= 1)");
        }
    }

    private static void print(PrintWriter out, EstimateExperiment experiment) {
        out.printf(
                "effective sample size %.1f to %.1f; supported %d, no support %d%n%n",
                experiment.leastEffective(),
                experiment.mostEffective(),
                experiment.count(Verdict.SUPPORTED),
                experiment.count(Verdict.NO_SUPPORT));
        out.printf("%-16s %-14s %10s %9s %9s %9s%n", "", "", "truth", "bias %", "RMSE %", "covered %");
        for (OutcomeVariable variable : OutcomeVariable.values()) {
            for (EstimationMethod method : EstimationMethod.values()) {
                row(out, word(variable), word(method), experiment.tally(variable, method));
            }
        }
        experiment.quantiles().forEach((metric, tally) -> row(out, word(metric), "snips", tally));
    }

    private static void row(PrintWriter out, String what, String how, CoverageTally tally) {
        out.printf(
                "%-16s %-14s %10.4g %9.2f %9.2f %9.1f%n",
                what, how, tally.truth(), 100 * tally.bias(), 100 * tally.rmse(), 100 * tally.coverage());
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
