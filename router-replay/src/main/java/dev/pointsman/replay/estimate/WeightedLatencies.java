package dev.pointsman.replay.estimate;

import java.util.ArrayDeque;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Weighted latencies, to a percent each; between two of them quantiles are interpolated. */
final class WeightedLatencies {
    private static final int DIGITS = 2;
    private static final double MICROS = 1e6;
    private static final long LONGEST = 1L << 37; // microseconds, over a day
    private static final double UNIT = 1e-3; // of weights, for the histogram counts in whole numbers

    private final Histogram histogram = new Histogram(1, LONGEST, DIGITS);

    /** Adds a latency; NaN is ignored. */
    void add(double seconds, double weight) {
        long units = Math.round(weight / UNIT);
        if (units > 0 && seconds >= 0) {
            histogram.recordValueWithCount(Math.min(LONGEST, Math.round(seconds * MICROS)), units);
        }
    }

    void merge(WeightedLatencies other) {
        histogram.add(other.histogram);
    }

    double weight() {
        return histogram.getTotalCount() * UNIT;
    }

    /** The weight up to and at each of some rising latencies. */
    double[] upTo(double[] seconds) {
        double[] weights = new double[seconds.length];
        int next = 0;
        double sum = 0;
        for (HistogramIterationValue bin : histogram.recordedValues()) {
            double bound = bin.getValueIteratedTo() / MICROS;
            while (next < seconds.length && seconds[next] < bound) {
                weights[next++] = sum;
            }
            sum = bin.getTotalCountToThisValue() * UNIT;
        }
        while (next < seconds.length) {
            weights[next++] = sum;
        }
        return weights;
    }

    /** The bounds of the bins that hold the quantiles from a share to another, and the bounds beside them. */
    double[] bounds(double from, double until) {
        double all = histogram.getTotalCount();
        ArrayDeque<Double> bounds = new ArrayDeque<>();
        for (HistogramIterationValue bin : histogram.recordedValues()) {
            if (bin.getTotalCountToThisValue() < from * all) {
                bounds.clear();
            }
            bounds.add(bin.getValueIteratedTo() / MICROS);
            if (bin.getTotalCountToThisValue() > until * all) {
                break;
            }
        }
        return bounds.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
