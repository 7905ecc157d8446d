package dev.pointsman.replay.estimate;

import java.util.List;

/** A quantile of weighted latencies over blocks, found on a grid around the quantile of them all. */
final class QuantileMeasure implements BlockMeasure {
    private static final double DEVIATIONS = 8; // how far the grid reaches to each side

    private final double share;
    private final double[] grid;
    private final double[][] below; // weight of each block up to each point
    private final double[] weights;

    QuantileMeasure(List<Block> blocks, double share, double effective) {
        this.share = share;
        WeightedLatencies all = new WeightedLatencies();
        blocks.forEach(block -> all.merge(block.latencies()));
        double reach = DEVIATIONS * Math.sqrt(share * (1 - share) / Math.max(1, effective));
        this.grid = all.bounds(share - reach, share + reach);
        this.weights =
                blocks.stream().mapToDouble(block -> block.latencies().weight()).toArray();
        this.below = blocks.stream().map(block -> block.latencies().upTo(grid)).toArray(double[][]::new);
    }

    @Override
    public double of(int[] counts) {
        double all = 0;
        for (int b = 0; b < counts.length; b++) {
            all += counts[b] * weights[b];
        }
        if (!(all > 0)) {
            return Double.NaN;
        }
        double wanted = share * all;
        int low = 0;
        int high = grid.length - 1;
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
        double part = until > from ? Math.min(1, Math.max(0, (wanted - from) / (until - from))) : 1;
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
