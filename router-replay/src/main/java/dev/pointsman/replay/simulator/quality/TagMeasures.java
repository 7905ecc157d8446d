package dev.pointsman.replay.simulator.quality;

import dev.pointsman.quality.QualitySettings.OnAlarm;
import dev.pointsman.quality.QualitySignal;
import java.util.EnumSet;

/**
 * Measures of learned quality by tag: what calls lose against the best model for each, and the time they take, with a
 * tag and without one, for a goal that weighs quality as time.
 */
final class TagMeasures {
    private static final double DAY_HOURS = 24;
    private static final double DROP = 0.28;
    private static final double EDGE = 0.1;

    private final int learning; // days
    private final int counted; // days

    TagMeasures(int learning, int counted) {
        this.learning = learning;
        this.counted = counted;
    }

    /** World in which tags may matter. */
    enum Case {
        /** Models do not differ. */
        ALIKE,
        /** One model is worse at all calls. */
        WORSE,
        /** Each model is better at one class, and worse at another. */
        DIFFERENT,
        /** One model drops at one class once counting begins. */
        DROPPING
    }

    private static TaggedLosses.Shift shift(Case which, double from) {
        return switch (which) {
            case ALIKE -> (position, kind, hour) -> 0;
            case WORSE -> (position, kind, hour) -> position == 0 ? EDGE : 0;
            case DIFFERENT -> TagMeasures::edge;
            case DROPPING -> (position, kind, hour) -> position == 0 && kind == 1 && hour >= from ? DROP : 0;
        };
    }

    private static double edge(int position, int kind, double hour) {
        if (kind == position % Difficulty.CLASSES) {
            return -EDGE;
        }
        return kind == (position + 1) % Difficulty.CLASSES ? EDGE : 0;
    }

    /**
     * Means of all calls after learning.
     *
     * @param without grades that are lost against the best model for each call, of calls without a tag
     * @param with the same with their class as the tag
     * @param secondsWithout seconds to the first token, of calls without a tag
     * @param secondsWith the same with it
     */
    record Losses(double without, double with, double secondsWithout, double secondsWith) {}

    Losses of(Case which, double callsPerHour, int runs, long seed) {
        double[] sums = new double[4];
        for (int run = 0; run < runs; run++) {
            for (int tagged = 0; tagged < 2; tagged++) {
                TaggedLosses losses = run(which, callsPerHour, tagged == 1, seed + run);
                sums[tagged] += losses.meanRegret() / runs;
                sums[2 + tagged] += losses.meanSeconds() / runs;
            }
        }
        return new Losses(sums[0], sums[1], sums[2], sums[3]);
    }

    private TaggedLosses run(Case which, double callsPerHour, boolean tagged, long seed) {
        double from = DAY_HOURS * learning;
        TaggedLosses losses = new TaggedLosses(shift(which, from), tagged, from);
        QualitySimulation simulation = new QualitySimulation(
                QualityWorld.of(1, callsPerHour),
                QualityChange.NONE,
                EnumSet.of(QualitySignal.GRADES),
                QualitySimulation.settings(7, OnAlarm.LOWER),
                QualitySimulation.QUALITY,
                from + DAY_HOURS * counted,
                seed);
        simulation.with(losses).run();
        return losses;
    }
}
