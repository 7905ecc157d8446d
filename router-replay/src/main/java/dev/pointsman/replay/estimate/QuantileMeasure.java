package dev.pointsman.replay.estimate;

import com.tdunning.math.stats.MergingDigest;
import java.util.List;

/** A quantile of weighted latencies over blocks, found on a grid around the quantile of them all. */
final class QuantileMeasure implements Measure {
    private static final int POINTS = 257;
    private static final double DEVIATIONS = 8; // how far the grid reaches to each side

    private final double share;
    private final double[] grid = new double[POINTS];
    private final double[][] below; // weight of each block up to each point
    private final double[] weights;

    QuantileMeasure(List<Block> blocks, double share, double effective) {
        this.share = share;
        this.below = new double[blocks.size()][POINTS];
        this.weights = new double[blocks.size()];
        MergingDigest all = new MergingDigest(blocks.get(0).latencies().compression());
        all.add(blocks.stream().map(Block::latencies).toList());
        double reach = DEVIATIONS * Math.sqrt(share * (1 - share) / Math.max(1, effective));
        for (int i = 0; i < POINTS; i++) {
            double at = share + reach * (2.0 * i / (POINTS - 1) - 1);
            grid[i] = all.quantile(Math.min(1, Math.max(0, at)));
        }
        for (int b = 0; b < weights.length; b++) {
            MergingDigest block = blocks.get(b).latencies();
            weights[b] = block.size();
            for (int i = 0; i < POINTS && block.size() > 0; i++) {
                below[b][i] = block.size() * block.cdf(grid[i]);
            }
        }
    }

    @Override
    public double of(int[] counts) {
        double all = 0;
        for (int b = 0; b < counts.length; b++) {
            all += counts[b] * weights[b];
        }
        double wanted = share * all;
        int low = 0;
        int high = POINTS - 1;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (upTo(middle, counts) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double from = upTo(low, counts);
        double until = upTo(high, counts);
        double part = until > from ? Math.min(1, Math.max(0, (wanted - from) / (until - from))) : .5;
        return grid[low] + part * (grid[high] - grid[low]);
    }

    private double upTo(int point, int[] counts) {
        double sum = 0;
        for (int b = 0; b < counts.length; b++) {
            sum += counts[b] * below[b][point];
        }
        return sum;
    }
}
