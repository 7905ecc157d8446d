package dev.pointsman.replay.simulator.quality;

import dev.pointsman.model.Goal;
import dev.pointsman.quality.QualitySignal;
import dev.pointsman.replay.simulator.quality.QualityMeasures.Delays;
import dev.pointsman.replay.simulator.quality.QualityMeasures.FalseAlarms;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code quality}: false alarms, delays and blame of the tests of quality, in simulated worlds. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        description = "Simulates models whose answers change or do not change, through the real router and its monitor,"
                + " and prints false alarms of 30 days, delays and blame, beside those of the prototype of the tests.")
public final class QualityCommand implements Callable<Integer> {
    private static final int WORLDS = 4;

    /** A change of the table, with the prototype's median delay in hours at 100 calls an hour. */
    private record Row(String name, QualitySignal signal, double from, double to, double prototype) {}

    private static final List<Row> ROWS = List.of(
            new Row("valid 98 -> 95 %", QualitySignal.TOOL_CALLS, 0.02, 0.05, 21),
            new Row("valid 98 -> 90 %", QualitySignal.TOOL_CALLS, 0.02, 0.10, 4.1),
            new Row("valid 90 -> 70 %", QualitySignal.TOOL_CALLS, 0.10, 0.30, 3.8),
            new Row("finish mix, TV .1", QualitySignal.FINISH_REASONS, 0.03, 0.13, 5.1),
            new Row("grade -.03", QualitySignal.GRADES, 0.30, 0.33, 82),
            new Row("grade -.1", QualitySignal.GRADES, 0.30, 0.40, 3.7));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--runs", description = "runs of each cell; default: ${DEFAULT-VALUE}")
    private int runs = 3;

    @Option(
            names = "--rates",
            split = ",",
            description = "calls per hour and model of the false alarms; default: ${DEFAULT-VALUE}")
    private List<Double> rates = List.of(10.0, 100.0);

    @Option(names = "--seed", description = "first seed; default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--baseline", description = "days of the baseline; default: ${DEFAULT-VALUE}")
    private int days = 21;

    /** Creates the command; its options get their defaults when they are parsed. */
    public QualityCommand() {}

    @Override
    public Integer call() {
        QualityMeasures measures = new QualityMeasures(days, Goal.BALANCED);
        print("# Alarms in 30 days, 20 models x 4 signals, no model changed (runs: %d)%n", runs);
        print("%n| calls/h | world | peers (prototype: 0) | own past only, a notice |%n|---|---|---|---|%n");
        for (double rate : rates) {
            for (int world = 0; world < WORLDS; world++) {
                FalseAlarms alarms = measures.falseAlarms(QualityWorld.of(world, rate), runs, seed);
                print("| %.0f | %d | %d | %d |%n", rate, world, alarms.peers(), alarms.own());
            }
        }
        delays(measures);
        blame(measures);
        traps(measures);
        return 0;
    }

    private void delays(QualityMeasures measures) {
        QualityWorld world = QualityWorld.of(3, 100).withoutRelease();
        print("%n# Hours to an alarm in world 3 at 100 calls/h, one model of each pool changed%n");
        print(
                "%n| change | median | 90 %% | prototype's median | named | innocent named |%n|---|---|---|---|---|---|%n");
        for (Row row : ROWS) {
            Delays found = measures.delays(world, row.signal(), row.from(), row.to(), 1, runs, seed + 1000);
            print(
                    "| %s | %.1f | %.1f | %.1f | %d of %d | %d of %d |%n",
                    row.name(),
                    found.quantile(0.5),
                    found.quantile(0.9),
                    row.prototype(),
                    found.named(),
                    found.delays().size(),
                    found.innocent(),
                    found.unchanged());
        }
    }

    private void blame(QualityMeasures measures) {
        QualityWorld world = QualityWorld.of(1, 100);
        print("%n# Models with the label 'model' in 30 days, world 1 at 100 calls/h%n");
        print("%n| change | changed models | others |%n|---|---|---|%n");
        blame(measures, world, "one peer better, x 1/3", 0.02, 0.0067, 1);
        blame(measures, world, "four of five worse, x 3", 0.02, 0.06, 4);
        blame(measures, world, "all five worse, x 3", 0.02, 0.06, 5);
    }

    private void blame(QualityMeasures measures, QualityWorld world, String name, double from, double to, int models) {
        Delays found = measures.delays(world, QualitySignal.TOOL_CALLS, from, to, models, runs, seed + 2000);
        print(
                "| %s | %d of %d | %d of %d |%n",
                name, found.named(), found.delays().size(), found.innocent(), found.unchanged());
    }

    private void traps(QualityMeasures measures) {
        print("%n# Alarms in 30 days where the calls of a session share their fate, world 1 at 100 calls/h%n");
        print("%n| sessions | peers | own past only, a notice |%n|---|---|---|%n");
        for (double correlation : new double[] {0.1, 0.3}) {
            QualityWorld world = QualityWorld.of(1, 100).withSessions(5, correlation);
            FalseAlarms alarms = measures.falseAlarms(world, EnumSet.of(QualitySignal.TOOL_CALLS), runs, seed + 3000);
            print("| correlation %.1f | %d | %d |%n", correlation, alarms.peers(), alarms.own());
        }
    }

    private void print(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
