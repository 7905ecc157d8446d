package dev.pointsman.replay.estimate;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * Intervals by drawing blocks with replacement (Künsch 1989): what depends on its neighbours stays beside them. The same
 * number of blocks is always drawn the same way, so two policies over the same log can be compared draw by draw.
 *
 * <p>Where blocks still depend on their neighbours, several in a row are drawn together, as many as the measure's own series
 * asks for: what it would be without each block in turn.
 *
 * <p>Percentiles are taken a little further out than 2.5 and 97.5, by Student's t, because blocks are few (the expanded
 * percentile interval of Hesterberg 2015).
 */
final class BlockBootstrap {
    private static final int DRAWS = 1000;
    private static final double TAIL = .025;
    private static final long SEED = 20110209;
    private static final int LEAST_GROUPS = 8; // minimum for a bootstrap interval

    private final int blocks;
    private final Map<Integer, int[][]> draws = new ConcurrentHashMap<>();

    BlockBootstrap(int blocks) {
        this.blocks = blocks;
    }

    private int[][] draws(int together) {
        return draws.computeIfAbsent(together, length -> {
            int[][] made = new int[blocks < 2 ? 0 : DRAWS][blocks];
            SplittableRandom random = new SplittableRandom(SEED);
            int groups = groups(length);
            for (int[] draw : made) {
                for (int i = 0; i < groups; i++) {
                    int from = random.nextInt(groups) * length;
                    for (int b = from; b < Math.min(blocks, from + length); b++) {
                        draw[b]++;
                    }
                }
            }
            return made;
        });
    }

    private int groups(int together) {
        return (blocks + together - 1) / together;
    }

    /** Returns the number of consecutive blocks that depend on one another, for a measure. */
    private int together(BlockMeasure measure) {
        int[] others = new int[blocks];
        double[] without = new double[blocks];
        for (int i = 0; i < blocks; i++) {
            Arrays.fill(others, 1);
            others[i] = 0;
            without[i] = measure.of(others);
        }
        return DependenceLength.length(without, blocks / LEAST_GROUPS);
    }

    private static double expanded(int blocks) {
        double t = new TDistribution(blocks - 1).inverseCumulativeProbability(TAIL);
        return new NormalDistribution().cumulativeProbability(t * Math.sqrt(blocks / (blocks - 1.0)));
    }

    /** Returns the 95 % interval of a measure; infinite if there is only one block. */
    Interval interval(BlockMeasure measure) {
        int together = together(measure);
        double tail = blocks < 2 ? TAIL : expanded(groups(together));
        double[] values = Arrays.stream(draws(together))
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
    static double whole(BlockMeasure measure, int blocks) {
        int[] once = new int[blocks];
        Arrays.fill(once, 1);
        return measure.of(once);
    }
}
