package dev.pointsman.replay;

import dev.pointsman.replay.internal.fit.FittedWorld;
import dev.pointsman.replay.internal.fit.LogSource;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code simulate}: replays the calls of a log with other policies, in a world fitted to the log. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Replays the calls of a decision log in a simulator with providers fitted to the log's"
                + " models, and prints the result of each policy; the log's own first, beside the logged result.")
final class SimulateCommand implements Callable<Integer> {
    private static final PrintStream OUT = System.out;
    private static final PrintStream SAID = System.err;

    @Option(names = "--log", required = true, description = "the decision log; the file that is written to")
    private Path log = Path.of("");

    @Option(names = "--own", description = "policy file of a custom goal of the log; the policy's name is the goal's")
    private List<Path> own = new ArrayList<>();

    @Option(names = "--policy", description = "policy file to simulate for the log's main goal")
    private List<Path> policies = new ArrayList<>();

    @Option(names = "--pool", description = "only calls of this pool; to be given if the log has several")
    private @Nullable String pool;

    @Option(names = "--seed", description = "seed of the providers' random numbers; default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--lenient", description = "skips malformed lines and duplicates")
    private boolean lenient;

    /** Creates the command; its options get their defaults when they are parsed. */
    SimulateCommand() {}

    @Override
    public Integer call() throws IOException {
        try {
            simulate();
            return 0;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void simulate() throws IOException {
        GoalStrategies strategies = GoalStrategies.of(own);
        List<RoutingStrategy> tried = new ArrayList<>();
        for (Path file : policies) {
            tried.add(PolicyFile.read(file));
        }
        LogSource source = LogSource.of(log, lenient);
        SAID.println("reading " + log);
        FittedWorld fitted =
                FittedWorld.of(String.valueOf(log.getFileName()), pool == null ? source : source.ofPool(pool));
        strategies.requireOwnIn(fitted.goals().keySet());
        fitted.printReplays(strategies.all(), tried, seed, OUT, SAID);
    }
}
