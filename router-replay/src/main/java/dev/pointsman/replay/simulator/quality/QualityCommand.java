package dev.pointsman.replay.simulator.quality;

import dev.pointsman.model.Goal;
import dev.pointsman.quality.QualitySignal;
import dev.pointsman.replay.simulator.quality.PrototypeFigures.Row;
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
    private static final double USUAL_RATE = 100;

    /** Tables that can be printed. */
    enum Table {
        /** False alarms while no model changes. */
        ALARMS,
        /** Hours from a change to its alarm. */
        DELAYS,
        /** Models that are named. */
        BLAME,
        /** False alarms where the calls of sessions share their fate. */
        SESSIONS,
        /** Grades lost where quality is learned by tag, and where it is not. */
        TAGS
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--runs", description = "runs of each cell; default: ${DEFAULT-VALUE}")
    private int runs = 3;

    @Option(
            names = "--rates",
            split = ",",
            description = "calls per hour and model, of false alarms and delays; default: ${DEFAULT-VALUE}")
    private List<Double> rates = List.of(10.0, USUAL_RATE);

    @Option(names = "--worlds", split = ",", description = "worlds of the false alarms; default: ${DEFAULT-VALUE}")
    private List<Integer> worlds = List.of(0, 1, 2, 3);

    @Option(
            names = "--changes",
            split = ",",
            description = "changes of the delays, by the number of their line from 1; default: all")
    private List<Integer> changes = List.of();

    @Option(
            names = "--tables",
            split = ",",
            description = "tables to print, of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private List<Table> tables = List.of(Table.values());

    @Option(names = "--hours", description = "hours that are observed; default: ${DEFAULT-VALUE}, as 30 days")
    private int hours = 720;

    @Option(names = "--seed", description = "first seed; default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--baseline", description = "days of the baseline; default: ${DEFAULT-VALUE}")
    private int days = 21;

    /** Creates the command; its options get their defaults when they are parsed. */
    public QualityCommand() {}

    @Override
    public Integer call() {
        QualityMeasures measures = new QualityMeasures(days, Goal.BALANCED, hours);
        for (Table table : tables) {
            switch (table) {
                case ALARMS -> alarms(measures);
                case DELAYS -> delays(measures);
                case BLAME -> blame(measures);
                case SESSIONS -> sessions(measures);
                case TAGS -> tags();
            }
        }
        return 0;
    }

    private void alarms(QualityMeasures measures) {
        print("# Alarms in %d hours, 20 models x 4 signals, no model changed (runs: %d)%n", hours, runs);
        print("%n| calls/h | world | peers | prototype | own past only, a notice | prototype, a run, 6 signals |%n");
        print("|---|---|---|---|---|---|%n");
        for (double rate : rates) {
            for (int world : worlds) {
                FalseAlarms alarms = measures.falseAlarms(QualityWorld.of(world, rate), runs, seed);
                print(
                        "| %.0f | %d | %d | 0 | %d | %s |%n",
                        rate, world, alarms.peers(), alarms.own(), text(PrototypeFigures.notices(world, rate)));
            }
        }
    }

    private void delays(QualityMeasures measures) {
        print(
                "%n# Hours to an alarm in world 3 without the release, one model of each pool changed (runs: %d)%n",
                runs);
        print("%n| calls/h | change | median | 90 %% | prototype's median | named | innocent named |%n");
        print("|---|---|---|---|---|---|---|%n");
        for (double rate : rates) {
            QualityWorld world = QualityWorld.of(3, rate).withoutRelease();
            for (Row row : PrototypeFigures.ROWS) {
                if (changes.isEmpty() || changes.contains(PrototypeFigures.ROWS.indexOf(row) + 1)) {
                    delays(measures, world, rate, row);
                }
            }
        }
    }

    private void delays(QualityMeasures measures, QualityWorld world, double rate, Row row) {
        Delays found = measures.delays(world, row.signal(), row.from(), row.to(), 1, runs, seed + 1000);
        print(
                "| %.0f | %s | %s | %s | %s | %d of %d | %d of %d |%n",
                rate,
                row.name(),
                text(found.quantile(0.5)),
                text(found.quantile(0.9)),
                text(PrototypeFigures.median(row, rate)),
                found.named(),
                found.delays().size(),
                found.innocent(),
                found.unchanged());
    }

    private static String text(double value) {
        return Double.isNaN(value)
                ? ""
                : Double.isInfinite(value) ? "missed" : String.format(Locale.ROOT, "%.1f", value);
    }

    private void blame(QualityMeasures measures) {
        QualityWorld world = QualityWorld.of(1, USUAL_RATE);
        print("%n# Models with the label 'model' in %d hours, world 1 at 100 calls/h%n", hours);
        print("%n| change | changed models | others |%n|---|---|---|%n");
        blame(measures, world, "one model worse, x 3", 0.02, 0.06, 1);
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

    private void sessions(QualityMeasures measures) {
        print("%n# Alarms in %d hours where the calls of a session share their fate, world 1 at 100 calls/h%n", hours);
        print("%n| sessions | peers | own past only, a notice |%n|---|---|---|%n");
        for (double correlation : new double[] {0.1, 0.3}) {
            QualityWorld world = QualityWorld.of(1, USUAL_RATE).withSessions(5, correlation);
            FalseAlarms alarms = measures.falseAlarms(world, EnumSet.of(QualitySignal.TOOL_CALLS), runs, seed + 3000);
            print("| correlation %.1f | %d | %d |%n", correlation, alarms.peers(), alarms.own());
        }
    }

    private void tags() {
        print(
                "%n# Grades lost against the best model for each call, and seconds to the first token, of a goal that"
                        + " weighs quality as time, world 1, %d hours after %d days (runs: %d)%n",
                hours, days, runs);
        print("%n| graded calls/h and model | models | lost without tags | with tags | seconds without | with |%n");
        print("|---|---|---|---|---|---|%n");
        for (double rate : rates) {
            for (TagMeasures.Case which : TagMeasures.Case.values()) {
                TagMeasures.Losses losses = new TagMeasures(days, hours / 24).of(which, rate, runs, seed + 4000);
                print(
                        "| %.0f | %s | %.4f | %.4f | %.4f | %.4f |%n",
                        rate,
                        which.toString().toLowerCase(Locale.ROOT),
                        losses.without(),
                        losses.with(),
                        losses.secondsWithout(),
                        losses.secondsWith());
            }
        }
    }

    private void print(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
