package dev.pointsman.benchmarks.shift;

import dev.pointsman.replay.RerunReport;
import dev.pointsman.replay.estimate.Forecast;
import dev.pointsman.replay.estimate.PolicyEstimate;
import dev.pointsman.replay.estimate.SupportDiagnostics;
import dev.pointsman.replay.estimate.Verdict;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The experiment: log, foresee, change, look. */
@Command(
        name = "shift",
        mixinStandardHelpOptions = true,
        description =
                "Calls a gateway with its decision log on, estimates from the log what other weights would do, makes"
                        + " the change and calls again.")
final class ShiftExperiment implements Callable<Integer> {
    private static final PrintStream OUT = System.out;
    private static final int MOST_STEPS = 40; // of a hundredth

    @Option(names = "--calls", description = "calls of each run; default: ${DEFAULT-VALUE}")
    private int calls = 13_000;

    @Option(names = "--warm-up", description = "of these not looked at; default: ${DEFAULT-VALUE}")
    private int warmUp = 2_500;

    @Option(names = "--rate", description = "calls a second; default: ${DEFAULT-VALUE}")
    private double rate = 60;

    @Option(names = "--floor", description = "share of calls spread evenly over all models; default: ${DEFAULT-VALUE}")
    private double floor = .05;

    @Option(
            names = "--cost",
            description =
                    "weight of cost before the change, in hundredths of that of latency; default: ${DEFAULT-VALUE},"
                            + " where the embedded providers are near equals and the router knows more than one of them well")
    private int cost = 50;

    @Option(
            names = "--move",
            description = "the most of all calls that the change may send elsewhere; default: ${DEFAULT-VALUE}")
    private double move = .1;

    @Option(names = "--rehearsals", description = "in the simulator, before the change; default: ${DEFAULT-VALUE}")
    private int rehearsals = 20;

    @Option(names = "--seed", description = "of the callers; default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--out", description = "a folder for logs and policies; default: ${DEFAULT-VALUE}")
    private Path out = Path.of("target", "shift");

    private ShiftExperiment() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ShiftExperiment()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(out);
        Wanted now = balanced(cost);
        Log before = run(now);
        RerunReport rerun = before.rerun(now.strategy(out));
        OUT.printf("Rerun: %,d decisions, %,d the same to the last bit%n%n", rerun.decisions(), rerun.matching());

        int wrong = change(before, now, moderate(before, now));
        wrong += change(before, now, new Wanted("cost", .25, 3, floor));
        return wrong == 0 ? 0 : 1;
    }

    private Wanted balanced(int hundredths) {
        return Wanted.balanced(hundredths / 100.0, floor);
    }

    /** The least change of the weight of cost that, by the log, moves a tenth of the calls. */
    private Wanted moderate(Log before, Wanted now) throws IOException {
        List<Wanted> all = new ArrayList<>(List.of(now));
        for (int hundredths = cost - 1; hundredths >= cost - MOST_STEPS && hundredths >= 0; hundredths--) {
            all.add(balanced(hundredths));
        }
        List<RoutingStrategy> strategies = new ArrayList<>();
        for (Wanted wanted : all) {
            strategies.add(wanted.strategy(out));
        }
        List<PolicyEstimate> estimates = before.estimates(strategies);
        Wanted found = now;
        double most = 0;
        for (int i = 1; i < all.size() && most < move; i++) {
            double moved = moved(estimates.get(0), estimates.get(i));
            if (moved > most) {
                most = moved;
                found = all.get(i);
            }
        }
        return found;
    }

    /** The share of calls that go elsewhere; 0 where the log can't know. */
    private static double moved(PolicyEstimate before, PolicyEstimate after) {
        if (after.support().verdict() != Verdict.SUPPORTED) {
            return 0;
        }
        return before.models().stream()
                .mapToDouble(model -> Math.max(
                        0, after.share(model).value() - before.share(model).value()))
                .sum();
    }

    /** Foresees a change, makes it and looks; returns how many numbers did not come as foreseen. */
    private int change(Log before, Wanted now, Wanted next) throws IOException, InterruptedException {
        List<PolicyEstimate> estimates = before.estimates(List.of(now.strategy(out), next.strategy(out)));
        PolicyEstimate foreseen = estimates.get(1);
        SupportDiagnostics support = foreseen.support();
        OUT.printf(
                "%s -> %s: %,d calls, of them effective %.0f; mean weight %.4f ± %.4f; %s%n",
                now.name(),
                next.name(),
                support.rows(),
                support.effective(),
                support.meanWeight(),
                support.meanWeightError(),
                support.verdict());
        if (support.verdict() != Verdict.SUPPORTED) {
            OUT.printf("No number: %s%n%n", support.reason());
            return 0;
        }
        Forecast forecast = before.forecast(now.strategy(out), next.strategy(out), rehearsals);
        Log after = run(next);
        PolicyEstimate came = after.estimates(List.of(next.strategy(out))).get(0);
        int wrong = new Shift(estimates.get(0), foreseen, forecast, came).print(OUT);
        OUT.println();
        return wrong;
    }

    private Log run(Wanted wanted) throws IOException, InterruptedException {
        Path file = out.resolve(wanted.fileName() + ".jsonl");
        Files.deleteIfExists(file);
        OUT.printf("%s: %,d calls over HTTP at %.0f a second%n", wanted.name(), calls, rate);
        try (GatewayProcess gateway = GatewayProcess.start(out, wanted, file)) {
            long refused = new Callers(gateway.chat(), rate, seed).call(calls, warmUp, OUT);
            OUT.printf("%,d of %,d without a whole answer%n%n", refused, calls);
        }
        return new Log(file, warmUp);
    }
}
