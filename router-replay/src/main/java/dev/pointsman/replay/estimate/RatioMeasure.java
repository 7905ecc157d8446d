package dev.pointsman.replay.estimate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A sum over blocks divided by another. */
final class RatioMeasure implements BlockMeasure {
    private final double[] above;
    private final double[] below;

    RatioMeasure(double[] above, double[] below) {
        this.above = above;
        this.below = below;
    }

    static RatioMeasure of(List<Block> blocks, ToDoubleFunction<Block> above, ToDoubleFunction<Block> below) {
        return new RatioMeasure(
                blocks.stream().mapToDouble(above).toArray(),
                blocks.stream().mapToDouble(below).toArray());
    }

    @Override
    public double of(int[] counts) {
        double up = 0;
        double down = 0;
        for (int i = 0; i < counts.length; i++) {
            up += counts[i] * above[i];
            down += counts[i] * below[i];
        }
        return up / down;
    }
}
