package dev.pointsman.replay;

import dev.pointsman.decisionlog.DecisionLogReader;
import dev.pointsman.decisionlog.LoggedDecision;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code rerun}: makes every decision of a log again. */
@Command(
        name = "rerun",
        mixinStandardHelpOptions = true,
        description = "Recomputes every decision of a log from the log alone, and compares scores,"
                + " probabilities and picks to the last bit. Ends with 1 if something differs.")
final class RerunCommand implements Callable<Integer> {
    private static final PrintStream OUT = System.out;
    private static final PrintStream SAID = System.err;
    private static final int DIFFERS = 1;

    @Option(names = "--log", required = true, description = "the decision log; the file that is written to")
    private Path log = Path.of("");

    @Option(names = "--own", description = "policy file of a custom goal of the log; the policy's name is the goal's")
    private List<Path> own = new ArrayList<>();

    @Option(names = "--lenient", description = "skips malformed lines and duplicates")
    private boolean lenient;

    /** Creates the command; its options get their defaults when they are parsed. */
    RerunCommand() {}

    @Override
    public Integer call() throws IOException {
        GoalStrategies strategies = GoalStrategies.of(own);
        NavigableMap<Long, Path> files = new TreeMap<>();
        RerunReport report = rerun(strategies, files);
        if (report.decisions() == 0) {
            throw new IllegalArgumentException("--log: " + log + " has no decisions (expected: at least one)");
        }
        OUT.printf("%,d decisions, %,d equal to the last bit%n", report.decisions(), report.matching());
        OUT.printf("%,d choices scored again", report.scored());
        OUT.println(report.unscored() == 0 ? "" : String.format(", for %,d the logged scores used", report.unscored()));
        if (report.unknown() > 0) {
            OUT.printf("%,d not checked, of goals without a strategy: %s%n", report.unknown(), report.unknownGoals());
        }
        DecisionMismatch first = report.first();
        if (first != null) {
            Map.Entry<Long, Path> file = Objects.requireNonNull(files.lowerEntry(first.line()));
            OUT.printf("%,d differ; the first is in %s:%n", report.mismatching(), file.getValue());
            OUT.println(first.atLine(first.line() - file.getKey()));
        }
        OUT.println(report.isComplete() ? "The log is complete." : "");
        return report.mismatching() == 0 ? 0 : DIFFERS;
    }

    /** Counts lines on from file to file, and notes how many there were before each. */
    private RerunReport rerun(GoalStrategies strategies, NavigableMap<Long, Path> files) throws IOException {
        DecisionRerun rerun = new DecisionRerun(strategies.all());
        Set<String> goals = new HashSet<>();
        ProgressReporter progress = new ProgressReporter(SAID);
        try (DecisionLogReader reader = lenient ? DecisionLogReader.openLenient(log) : DecisionLogReader.open(log)) {
            long line = 0;
            LoggedDecision decision = reader.next();
            for (; decision != null; decision = reader.next()) {
                if (files.isEmpty() || !files.lastEntry().getValue().equals(reader.file())) {
                    files.put(line, reader.file());
                }
                progress.step();
                line = files.lastKey() + reader.line();
                goals.add(decision.goal());
                rerun.add(line, decision);
            }
            if (!goals.isEmpty()) {
                strategies.requireOwnIn(goals);
            }
            reader.skipped().forEach((error, lines) -> OUT.printf("%,d lines skipped: %s%n", lines, error));
        }
        return rerun.report();
    }
}
