package dev.pointsman.replay.internal.fit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Periods in which a provider was slower or faster than usual. Minutes that do not clearly differ from those before
 * belong together; a minute without an answer is like the one before it.
 */
final class DetectedSlowdowns {
    private static final double NOTABLE = .1; // of the logarithm: what differs less is the same
    private static final double DEVIATIONS = 3;
    private static final double USUAL = .05;

    private final NavigableMap<Double, Double> logs = new TreeMap<>(); // by the beginning of each stretch
    private final double end;

    /** Sum of the logarithms of slowdown factors. */
    private static final class Sum {
        double sum;
        int count;

        void add(Sum other) {
            sum += other.sum;
            count += other.count;
        }

        double mean() {
            return sum / count;
        }
    }

    private DetectedSlowdowns(double end) {
        this.end = end;
    }

    /**
     * Detects slowdowns from latencies.
     *
     * @param samples the samples, by time
     * @param ratios for each sample the logarithm of its slowdown factor
     * @param sd their standard deviation within a minute
     * @param end when the log ends
     */
    static DetectedSlowdowns of(List<AnswerSample> samples, double[] ratios, double sd, double end) {
        NavigableMap<Integer, Sum> minutes = new TreeMap<>();
        for (int i = 0; i < ratios.length; i++) {
            Sum minute = minutes.computeIfAbsent(MinuteBuckets.of(samples.get(i).seconds()), m -> new Sum());
            minute.sum += ratios[i];
            minute.count++;
        }
        NavigableMap<Double, Sum> stretches = new TreeMap<>();
        Sum stretch = new Sum();
        stretches.put(0.0, stretch);
        for (Map.Entry<Integer, Sum> minute : minutes.entrySet()) {
            Sum next = minute.getValue();
            double tolerance = Math.max(NOTABLE, DEVIATIONS * sd / Math.sqrt(next.count));
            if (stretch.count > 0 && Math.abs(next.mean() - stretch.mean()) > tolerance) {
                stretch = new Sum();
                stretches.put(MinuteBuckets.begin(minute.getKey()), stretch);
            }
            stretch.add(next);
        }
        DetectedSlowdowns found = new DetectedSlowdowns(end);
        double usual = usual(stretches.values());
        stretches.forEach((begin, sum) -> found.logs.put(begin, sum.mean() - usual));
        return found;
    }

    /**
     * Returns the median slowdown over all answers, so that slowness for less than half of the time is not the usual
     * speed.
     */
    private static double usual(Collection<Sum> stretches) {
        int half = stretches.stream().mapToInt(sum -> sum.count).sum() / 2;
        double usual = 0;
        for (Sum sum :
                stretches.stream().sorted(Comparator.comparingDouble(Sum::mean)).toList()) {
            usual = sum.mean();
            half -= sum.count;
            if (half < 0) {
                break;
            }
        }
        return usual;
    }

    /** Returns the slowdown factor at a time. */
    double at(double seconds) {
        Map.Entry<Double, Double> stretch = logs.floorEntry(seconds);
        return stretch == null ? 1 : slowdown(stretch.getValue());
    }

    List<FittedPhase> phases() {
        List<FittedPhase> phases = new ArrayList<>();
        logs.forEach((from, log) -> {
            Double next = logs.higherKey(from);
            double until = next == null ? Math.max(end, from + MinuteBuckets.SECONDS) : next;
            if (slowdown(log) != 1) {
                phases.add(FittedPhase.slower(from, until, slowdown(log)));
            }
        });
        return phases;
    }

    private static double slowdown(double log) {
        return Math.abs(log) < USUAL ? 1 : Math.exp(log);
    }
}
