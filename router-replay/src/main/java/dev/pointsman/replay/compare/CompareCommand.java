package dev.pointsman.replay.compare;

import dev.pointsman.replay.log.DecisionLogReader;
import dev.pointsman.replay.log.LoggedDecision;
import dev.pointsman.replay.log.OnFlaw;
import dev.pointsman.replay.log.ReadCounts;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code compare}: policies side by side, by a log. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Estimates from a decision log how each policy would have fared, prints a table and draws it.")
public final class CompareCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--log", required = true, description = "the decision log; the file that is written to")
    private @Nullable Path log;

    @Option(names = "--policy", required = true, description = "a policy's file; the first is compared with the others")
    private List<Path> policies = new ArrayList<>();

    @Option(names = "--pool", description = "only calls of this pool")
    private @Nullable String pool;

    @Option(names = "--goal", description = "only calls after this goal")
    private @Nullable String goal;

    @Option(names = "--lenient", description = "sets lines that can't be read aside and counts them")
    private boolean lenient;

    @Option(names = "--methods", description = "shows the means by every method, too")
    private boolean methods;

    @Option(names = "--picture", description = "where to draw; default: ${DEFAULT-VALUE}")
    private Path picture = Path.of("comparison.png");

    /** With the defaults of its options, once they are parsed. */
    public CompareCommand() {}

    @Override
    public Integer call() throws IOException {
        System.setProperty("java.awt.headless", "true");
        List<RoutingStrategy> strategies = new ArrayList<>();
        for (Path policy : policies) {
            strategies.add(PolicyFile.read(policy));
        }
        Comparison comparison = compare(strategies);
        out().print(ComparisonTable.of(comparison, methods));
        out().flush(); // the table is there even if it can't be drawn
        ComparisonPicture.write(comparison, picture);
        said().println("drawn: " + picture);
        return 0;
    }

    private Comparison compare(List<RoutingStrategy> strategies) throws IOException {
        Compare compare = new Compare(strategies);
        Progress progress = new Progress(System.err);
        try (DecisionLogReader reader = DecisionLogReader.open(path(), lenient ? OnFlaw.SET_ASIDE : OnFlaw.REFUSE)) {
            LoggedDecision decision = reader.next();
            for (; decision != null; decision = reader.next()) {
                progress.step();
                if ((pool == null || pool.equals(decision.pool())) && (goal == null || goal.equals(decision.goal()))) {
                    compare.add(decision);
                }
            }
            Comparison comparison = compare.result();
            describe(out(), reader.counts(), comparison);
            return comparison;
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter said() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    private Path path() {
        if (log == null) {
            throw new IllegalArgumentException("--log: none (expected: a file)");
        }
        return log;
    }

    private static void describe(PrintWriter out, ReadCounts counts, Comparison comparison) {
        var support = comparison.base().support();
        out.printf(
                "%,d decisions; %,d calls, %,.0f a day, %,d of them a choice%n",
                counts.decisions(), support.rows(), comparison.base().callsPerDay(), support.choices());
        note(out, counts.dropped(), "decisions missing in the log, as it says itself");
        note(out, counts.cut(), "files cut within a line");
        counts.setAside().forEach((flaw, lines) -> note(out, lines, "lines set aside: " + flaw));
        note(out, comparison.unknown(), "choices set aside, as their strategy samples");
        note(out, comparison.withoutFirst(), "calls set aside, as their first decision is missing");
        out.println();
    }

    private static void note(PrintWriter out, long count, String what) {
        if (count > 0) {
            out.printf("%,d %s%n", count, what);
        }
    }
}
