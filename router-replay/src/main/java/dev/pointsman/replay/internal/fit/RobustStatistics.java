package dev.pointsman.replay.internal.fit;

import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.hipparchus.stat.descriptive.rank.Percentile;

/** Robust statistics, on which a few outliers have little effect. */
final class RobustStatistics {
    private static final double ONE_SD_BELOW = 15.866; // percent of a normal distribution
    private static final double ONE_SD_ABOVE = 84.134;
    private static final double MOST_SD = 5;

    private RobustStatistics() {}

    static double median(double[] values) {
        return new Percentile().evaluate(values, 50);
    }

    /** The log-normal distribution with the same mean and deviation of the logarithms, to which those far out count. */
    static FittedDistribution logNormalOfAll(double[] values) {
        StreamingStatistics logs = new StreamingStatistics();
        for (double value : values) {
            logs.addValue(Math.log(value));
        }
        double spread = values.length < 2 ? 0 : logs.getStandardDeviation();
        return new FittedDistribution(Math.exp(logs.getMean()), Math.min(spread, MOST_SD));
    }

    /** The log-normal distribution with the same median and the same middle two thirds. */
    static FittedDistribution logNormal(double[] values) {
        Percentile percentile = new Percentile();
        percentile.setData(values);
        double spread = Math.log(percentile.evaluate(ONE_SD_ABOVE) / percentile.evaluate(ONE_SD_BELOW)) / 2;
        return new FittedDistribution(percentile.evaluate(50), Math.min(Math.max(spread, 0), MOST_SD));
    }
}
