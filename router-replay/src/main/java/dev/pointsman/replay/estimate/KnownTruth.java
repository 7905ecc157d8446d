package dev.pointsman.replay.estimate;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code known-truth}: every method where the truth is known, from a soft log and from a near-greedy one. */
@Command(
        name = "known-truth",
        mixinStandardHelpOptions = true,
        description = "Estimates a policy whose truth is known, from many logs, and prints how far off each method is.")
public final class KnownTruth implements Callable<Integer> {
    private static final PrintStream OUT = System.out;

    @Option(names = "--calls", defaultValue = "5000", description = "calls in each log; default: ${DEFAULT-VALUE}")
    private int calls;

    @Option(names = "--repetitions", defaultValue = "400", description = "how many logs; default: ${DEFAULT-VALUE}")
    private int repetitions;

    @Option(names = "--seed", defaultValue = "1", description = "of all that is left to chance")
    private long seed;

    /** With the defaults of its options, once they are parsed. */
    public KnownTruth() {}

    @Override
    public Integer call() {
        OUT.printf("%d logs of %d calls, seed %d; errors as shares of the truth%n", repetitions, calls, seed);
        OUT.printf("%na soft log, softmax with temperature .3%n");
        print(Experiment.soft(calls, seed).run(repetitions));
        OUT.printf("%na near-greedy log, epsilon .001: refused; below, what it would have said%n");
        print(Experiment.nearGreedy(calls, seed).run(repetitions));
        return 0;
    }

    private static void print(Experiment experiment) {
        OUT.printf(
                "effective sample size %.1f to %.1f; supported %d, no support %d%n%n",
                experiment.leastEffective(),
                experiment.mostEffective(),
                experiment.count(Verdict.SUPPORTED),
                experiment.count(Verdict.NO_SUPPORT));
        OUT.printf("%-16s %-14s %10s %9s %9s %9s%n", "", "", "truth", "bias %", "RMSE %", "covered %");
        for (Quantity quantity : Quantity.values()) {
            for (Method method : Method.values()) {
                row(word(quantity), word(method), experiment.tally(quantity, method));
            }
        }
        experiment.quantiles().forEach((metric, tally) -> row(word(metric), "snips", tally));
    }

    private static void row(String what, String how, Tally tally) {
        OUT.printf(
                "%-16s %-14s %10.4g %9.2f %9.2f %9.1f%n",
                what, how, tally.truth(), 100 * tally.bias(), 100 * tally.rmse(), 100 * tally.coverage());
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
