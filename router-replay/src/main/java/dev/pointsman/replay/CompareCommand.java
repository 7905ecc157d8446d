package dev.pointsman.replay;

import dev.pointsman.decisionlog.DecisionLogReader;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.estimate.Forecast;
import dev.pointsman.replay.estimate.PolicyComparison;
import dev.pointsman.replay.estimate.Verdict;
import dev.pointsman.replay.internal.fit.LogSource;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code compare}: estimates of policies from a log. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Estimates policies from a decision log, prints a table and draws it.")
final class CompareCommand implements Callable<Integer> {
    private static final double OWN = 1 + 1e-6; // the largest weight of a policy that is the log's own

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--log", required = true, description = "the decision log; the file that is written to")
    private @Nullable Path log;

    @Option(names = "--policy", required = true, description = "policy file; the others are compared with the first")
    private List<Path> policies = new ArrayList<>();

    @Option(names = "--pool", description = "only calls of this pool")
    private @Nullable String pool;

    @Option(names = "--goal", description = "only calls with this goal")
    private @Nullable String goal;

    @Option(names = "--lenient", description = "skips and counts malformed lines and duplicates")
    private boolean lenient;

    @Option(names = "--methods", description = "shows the means by every method, too")
    private boolean methods;

    @Option(
            names = "--rehearse",
            paramLabel = "TIMES",
            description = "number of rehearsals of each change in a simulator fitted to the log, for a forecast;"
                    + " at least 8, recommended 20; the first policy must be the log's own; default: ${DEFAULT-VALUE}")
    private int rehearsals;

    @Option(names = "--picture", description = "path of the picture; default: ${DEFAULT-VALUE}")
    private Path picture = Path.of("comparison.png");

    private String grades = "";

    /** Creates the command; its options get their defaults when they are parsed. */
    CompareCommand() {}

    @Override
    public Integer call() throws IOException {
        System.setProperty("java.awt.headless", "true");
        require(Files.isDirectory(folder(picture)), "--picture", picture, "a file in an existing folder");
        require(rehearsals >= 0, "--rehearse", rehearsals, ">= 0");
        List<RoutingStrategy> strategies = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path policy : policies) {
            RoutingStrategy strategy = PolicyFile.read(policy);
            require(names.add(strategy.name()), "--policy", strategy.name(), "policies of different names");
            strategies.add(strategy);
        }
        PolicyComparison comparison = compare(strategies);
        Optional<Forecast> forecast = rehearse(comparison, strategies);
        out().print(comparison.table(methods, forecast));
        if (rehearsals == 0 && strategies.size() > 1) {
            out().printf("%nIntervals describe the log's own states. For a forecast that includes what"
                    + " the router would learn: --rehearse 20%n");
        }
        out().print(grades);
        out().flush(); // the table is printed even if the picture cannot be drawn
        comparison.draw(picture);
        said().println("drawn: " + picture);
        return 0;
    }

    private Optional<Forecast> rehearse(PolicyComparison comparison, List<RoutingStrategy> strategies) {
        List<RoutingStrategy> nexts = new ArrayList<>();
        for (int i = 1; i < strategies.size(); i++) {
            if (comparison.estimates().get(i).support().verdict() == Verdict.SUPPORTED) {
                nexts.add(strategies.get(i));
            }
        }
        if (rehearsals == 0 || nexts.isEmpty()) {
            return Optional.empty();
        }
        require(
                comparison.estimates().get(0).support().largestWeight() <= OWN,
                "--rehearse",
                strategies.get(0).name(),
                "the log's own policy as the first --policy");
        LogSource source = LogSource.of(path(), lenient);
        RehearsalRunner rehearsing = new RehearsalRunner(pool == null ? source : source.ofPool(pool), goal, said());
        return rehearsing.rehearse(strategies.get(0), nexts, rehearsals);
    }

    private static Path folder(Path file) {
        return Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
    }

    private static void require(boolean holds, String option, @Nullable Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(option + ": " + value + " (expected: " + expected + ")");
        }
    }

    private PolicyComparison compare(List<RoutingStrategy> strategies) throws IOException {
        ComparisonEstimator compare = new ComparisonEstimator(strategies);
        GradedCalls graded = new GradedCalls();
        Set<String> pools = new TreeSet<>();
        Set<String> goals = new TreeSet<>();
        ProgressReporter progress = new ProgressReporter(System.err);
        try (DecisionLogReader reader =
                lenient ? DecisionLogReader.openLenient(path()) : DecisionLogReader.open(path())) {
            reader.onGrade(graded::add);
            LoggedDecision decision = reader.next();
            for (; decision != null; decision = reader.next()) {
                progress.step();
                pools.add(decision.pool());
                goals.add(decision.goal());
                if ((pool == null || pool.equals(decision.pool())) && (goal == null || goal.equals(decision.goal()))) {
                    compare.add(decision);
                    graded.add(decision);
                }
            }
            require(pool == null || pools.contains(pool), "--pool", pool, "one of " + pools);
            require(goal == null || goals.contains(goal), "--goal", goal, "one of " + goals);
            PolicyComparison comparison = compare.result();
            describe(out(), reader, comparison);
            grades = graded.table();
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

    private static void describe(PrintWriter out, DecisionLogReader counts, PolicyComparison comparison) {
        var support = comparison.estimates().get(0).support();
        out.printf(
                "%,d decisions; %,d calls, %,.0f a day, %,d of them a choice%n",
                counts.decisions(),
                support.rows(),
                comparison.estimates().get(0).callsPerDay(),
                support.choices());
        note(out, counts.dropped(), "decisions reported as missing in the log");
        note(out, counts.truncated(), "files with a truncated last line");
        counts.skipped().forEach((error, lines) -> note(out, lines, "lines skipped: " + error));
        note(out, comparison.unknown(), "choices skipped: their strategy samples");
        note(out, comparison.withoutFirst(), "calls skipped: their first decision is missing");
        note(
                out,
                comparison.unnamed(),
                "calls of sessions without a name: intervals are too narrow (decision-log: session: hashed)");
        out.println();
    }

    private static void note(PrintWriter out, long count, String what) {
        if (count > 0) {
            out.printf("%,d %s%n", count, what);
        }
    }
}
