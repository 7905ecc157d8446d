package dev.pointsman.replay.estimate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * Intervals by drawing blocks with replacement (Künsch 1989): what depends on its neighbours stays beside them. The same
 * number of blocks is always drawn the same way, so two policies over the same log can be compared draw by draw.
 *
 * <p>Percentiles are taken a little further out than 2.5 and 97.5, by Student's t, because blocks are few (the expanded
 * percentile interval of Hesterberg 2015).
 */
final class BlockBootstrap {
    private static final int DRAWS = 1000;
    private static final double TAIL = .025;
    private static final long SEED = 20110209;

    private final int[][] draws;
    private final double tail;

    BlockBootstrap(int blocks) {
        draws = new int[blocks < 2 ? 0 : DRAWS][blocks];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int[] draw : draws) {
            for (int i = 0; i < blocks; i++) {
                draw[random.nextInt(blocks)]++;
            }
        }
        tail = blocks < 2 ? TAIL : expanded(blocks);
    }

    private static double expanded(int blocks) {
        double t = new TDistribution(blocks - 1).inverseCumulativeProbability(TAIL);
        return new NormalDistribution().cumulativeProbability(t * Math.sqrt(blocks / (blocks - 1.0)));
    }

    /** Where the measure lies in 95 of 100 cases; everywhere if there is only one block. */
    Interval interval(Measure measure) {
        double[] values = Arrays.stream(draws)
                .mapToDouble(measure::of)
                .filter(Double::isFinite)
                .toArray();
        if (values.length == 0) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        Percentile percentile = new Percentile();
        percentile.setData(values);
        return new Interval(percentile.evaluate(100 * tail), percentile.evaluate(100 * (1 - tail)));
    }

    /** The value over all blocks. */
    static double whole(Measure measure, int blocks) {
        int[] once = new int[blocks];
        Arrays.fill(once, 1);
        return measure.of(once);
    }
}
