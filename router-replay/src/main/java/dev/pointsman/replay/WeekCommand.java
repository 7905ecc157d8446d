package dev.pointsman.replay;

import dev.pointsman.decisionlog.DecisionLogWriter;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.SimulationResult;
import dev.pointsman.replay.simulator.SyntheticWeek;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code week}: writes the decision log of a synthetic week. */
@Command(
        name = "week",
        mixinStandardHelpOptions = true,
        description =
                "Writes the decision log of a week of calls in a simulated world, made by the real router. The same"
                        + " options give the same log to the last byte.")
final class WeekCommand implements Callable<Integer> {
    private static final PrintStream OUT = System.out;
    private static final PrintStream SAID = System.err;
    private static final double QUICK_CALLS = 140_000; // a week, of which one day is simulated

    @Option(names = "--out", required = true, description = "the file to write; it must not exist")
    private Path out = Path.of("");

    @Option(names = "--calls", description = "calls in a whole week; default: ${DEFAULT-VALUE}")
    private double calls = 3e6;

    @Option(names = "--days", description = "number of days from Monday on; default: ${DEFAULT-VALUE}")
    private double days = 7;

    @Option(names = "--quick", description = "one day of about 20,000 calls; overrides --calls and --days")
    private boolean quick;

    @Option(names = "--floor", description = "share of calls spread evenly over all models; default: ${DEFAULT-VALUE}")
    private double floor = .05;

    @Option(names = "--seed", description = "seed of all random numbers; default: ${DEFAULT-VALUE}")
    private long seed = 1;

    /** Creates the command; its options get their defaults when they are parsed. */
    WeekCommand() {}

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out)) {
            throw new IllegalArgumentException("--out: " + out + " (expected: a file that does not exist)");
        }
        SyntheticWeek week = new SyntheticWeek(quick ? QUICK_CALLS : calls, quick ? 1 : days, floor, seed);
        ProgressReporter progress = new ProgressReporter(SAID);
        try (DecisionLogWriter writer = new DecisionLogWriter(out)) {
            SimulationResult result = week.simulate(decision -> {
                write(writer, decision);
                progress.step(week.share(decision.time()));
            });
            writer.flush();
            OUT.printf(
                    "%s: %,d calls, mean %.3f s, p99 %.3f s, %.3f %% failed; %,d MB%n",
                    out,
                    result.calls(),
                    result.meanLatency(),
                    result.p99Latency(),
                    100 * result.failureRate(),
                    Files.size(out) >> 20);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return 0;
    }

    private static void write(DecisionLogWriter writer, LoggedDecision decision) {
        try {
            writer.write(decision);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
