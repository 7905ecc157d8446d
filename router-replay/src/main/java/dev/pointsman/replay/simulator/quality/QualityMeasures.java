package dev.pointsman.replay.simulator.quality;

import dev.pointsman.model.Goal;
import dev.pointsman.quality.QualityLabel;
import dev.pointsman.quality.QualitySettings;
import dev.pointsman.quality.QualitySettings.OnAlarm;
import dev.pointsman.quality.QualitySignal;
import dev.pointsman.replay.simulator.quality.QualitySimulation.SimulatedAlarm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Measures over several runs: false alarms while nothing changes, delay and blame after a change. */
final class QualityMeasures {
    private static final int MONTH_HOURS = 720;
    private static final Set<QualitySignal> TESTED = EnumSet.of(
            QualitySignal.TOOL_CALLS, QualitySignal.JSON_SCHEMA, QualitySignal.FINISH_REASONS, QualitySignal.GRADES);

    private final int baselineDays;
    private final Goal goal;
    private final int observed; // hours

    QualityMeasures(int baselineDays, Goal goal) {
        this(baselineDays, goal, MONTH_HOURS);
    }

    /** The same with other hours after the baseline, or after a change, than those of 30 days. */
    QualityMeasures(int baselineDays, Goal goal, int observed) {
        this.baselineDays = baselineDays;
        this.goal = goal;
        this.observed = observed;
    }

    /**
     * Alarms of 30 days without a change of any model.
     *
     * @param runs the number of runs
     * @param peers alarms in comparison with peers
     * @param own notices in comparison with the own past only
     */
    record FalseAlarms(int runs, int peers, int own) {}

    FalseAlarms falseAlarms(QualityWorld world, Set<QualitySignal> signals, int runs, long seed) {
        int peers = 0;
        int own = 0;
        for (int run = 0; run < runs; run++) {
            double end = 24.0 * baselineDays + observed;
            for (SimulatedAlarm alarm :
                    run(world, QualityChange.NONE, signals, end, seed + run).alarms()) {
                boolean isPeers = alarm.alarm().label() != QualityLabel.TRAFFIC;
                peers += !alarm.alarm().recovered() && isPeers ? 1 : 0;
                own += !alarm.alarm().recovered() && !isPeers ? 1 : 0;
            }
        }
        return new FalseAlarms(runs, peers, own);
    }

    FalseAlarms falseAlarms(QualityWorld world, int runs, long seed) {
        return falseAlarms(world, TESTED, runs, seed);
    }

    /**
     * Alarms after a change of one model in each pool.
     *
     * @param delays hours to the first alarm in comparison with peers, by model; infinite if there was none in 30 days
     * @param named changed models with the label {@code model}
     * @param innocent unchanged models with the label {@code model}
     * @param unchanged number of unchanged models
     */
    record Delays(List<Double> delays, int named, int innocent, int unchanged) {
        double quantile(double q) {
            List<Double> sorted = delays.stream().sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1.0, Math.floor(q * sorted.size())));
        }
    }

    Delays delays(QualityWorld world, QualitySignal signal, double from, double to, int models, int runs, long seed) {
        List<Double> delays = new ArrayList<>();
        int named = 0;
        int innocent = 0;
        for (int run = 0; run < runs; run++) {
            double begin = 24.0 * baselineDays + 72 + 7 * (run % 24);
            QualityChange change = new QualityChange(signal, from, to, models, begin, 1e9);
            List<SimulatedAlarm> alarms = run(world, change, EnumSet.of(signal), begin + observed, seed + run)
                    .alarms();
            for (int pool = 0; pool < world.pools(); pool++) {
                for (int position = 0; position < QualityWorld.MODELS_PER_POOL; position++) {
                    double first = Double.POSITIVE_INFINITY;
                    boolean blamed = false;
                    for (SimulatedAlarm alarm : alarms) {
                        if (alarm.pool() == pool && alarm.position() == position && alarm.hour() >= begin) {
                            QualityLabel label = alarm.alarm().label();
                            blamed |= label == QualityLabel.MODEL;
                            first = label == QualityLabel.TRAFFIC ? first : Math.min(first, alarm.hour() - begin);
                        }
                    }
                    if (position < models) {
                        delays.add(first);
                        named += blamed ? 1 : 0;
                    } else {
                        innocent += blamed ? 1 : 0;
                    }
                }
            }
        }
        int unchanged = runs * world.pools() * (QualityWorld.MODELS_PER_POOL - models);
        return new Delays(delays, named, innocent, unchanged);
    }

    /**
     * Shares of a model that got worse for some days and then is as before, with the reaction to alarms switched on.
     *
     * @param before mean share of its pool's calls in the day before the change
     * @param during the same in the last day of the change
     * @param after the same from 12 to 36 hours after its end
     * @param usual the same at that time in a run without the change
     * @param alarmHours hours from the change to the first alarm that names it; infinite if there is none
     * @param recoveredHours hours from the end of the change to the notice that it is over; infinite if there is none
     */
    record Recovered(
            double before, double during, double after, double usual, double alarmHours, double recoveredHours) {}

    List<Recovered> recoveries(
            QualityWorld world, QualitySignal signal, double from, double to, double hours, int runs, long seed) {
        List<Recovered> all = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            int begin = 24 * baselineDays + 72;
            QualityChange change = new QualityChange(signal, from, to, 1, begin, hours);
            int end = begin + (int) hours;
            QualityChange none = new QualityChange(signal, from, from, 1, begin, hours);
            QualitySimulation simulation = lowering(world, change, end + 48.0, seed + run);
            QualitySimulation unchanged = lowering(world, none, end + 48.0, seed + run);
            for (int pool = 0; pool < world.pools(); pool++) {
                double alarm = Double.POSITIVE_INFINITY;
                double recovered = Double.POSITIVE_INFINITY;
                for (SimulatedAlarm one : simulation.alarms()) {
                    if (one.pool() == pool && one.position() == 0 && one.alarm().label() == QualityLabel.MODEL) {
                        if (!one.alarm().recovered() && one.hour() >= begin) {
                            alarm = Math.min(alarm, one.hour() - begin);
                        } else if (one.alarm().recovered() && one.hour() >= end) {
                            recovered = Math.min(recovered, one.hour() - end);
                        }
                    }
                }
                all.add(new Recovered(
                        simulation.share(pool, 0, begin - 24, begin),
                        simulation.share(pool, 0, end - 24, end),
                        simulation.share(pool, 0, end + 12, end + 36),
                        unchanged.share(pool, 0, end + 12, end + 36),
                        alarm,
                        recovered));
            }
        }
        return all;
    }

    private QualitySimulation lowering(QualityWorld world, QualityChange change, double hours, long seed) {
        QualitySettings settings = QualitySimulation.settings(baselineDays, OnAlarm.LOWER);
        return new QualitySimulation(world, change, EnumSet.of(change.signal()), settings, goal, hours, seed).run();
    }

    private QualitySimulation run(
            QualityWorld world, QualityChange change, Set<QualitySignal> signals, double hours, long seed) {
        QualitySettings settings = QualitySimulation.settings(baselineDays, OnAlarm.ALERT);
        return new QualitySimulation(world, change, signals, settings, goal, hours, seed).run();
    }
}
