package dev.pointsman.replay.rehearsal;

import dev.pointsman.replay.estimate.Metric;
import dev.pointsman.replay.estimate.MetricEstimate;
import dev.pointsman.replay.estimate.PolicyEstimate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/** How far what came was from what had been foreseen of one policy, over all rehearsals. */
final class PredictionErrors {
    private static final int LEAST = 8; // of fewer gaps a spread is a guess
    private static final double TAIL = .025;

    private final Map<Metric, StreamingStatistics> metrics = new EnumMap<>(Metric.class);
    private final Map<String, StreamingStatistics> shares = new TreeMap<>();

    void add(PolicyEstimate foreseen, PolicyEstimate came) {
        for (Metric metric : Metric.values()) {
            add(
                    metrics.computeIfAbsent(metric, key -> new StreamingStatistics()),
                    came.figure(metric),
                    foreseen.figure(metric));
        }
        for (String model : foreseen.models()) {
            add(
                    shares.computeIfAbsent(model, key -> new StreamingStatistics()),
                    came.share(model),
                    foreseen.share(model));
        }
    }

    private static void add(StreamingStatistics gaps, MetricEstimate came, MetricEstimate foreseen) {
        if (came.isSupported() && foreseen.isSupported()) {
            gaps.addValue(came.value() - foreseen.value());
        }
    }

    MetricEstimate corrected(MetricEstimate estimate, Metric metric) {
        return corrected(estimate, Optional.ofNullable(metrics.get(metric)));
    }

    MetricEstimate corrected(MetricEstimate estimate, String model) {
        return corrected(estimate, Optional.ofNullable(shares.get(model)));
    }

    /** Where the next of such gaps will lie in 95 of 100 cases, added to the estimate. */
    private static MetricEstimate corrected(MetricEstimate estimate, Optional<StreamingStatistics> gaps) {
        long count = gaps.map(StreamingStatistics::getN).orElse(0L);
        if (!estimate.isSupported()) {
            return estimate;
        }
        if (count < LEAST) {
            return MetricEstimate.unknown();
        }
        StreamingStatistics known = gaps.orElseThrow();
        double quantile = -new TDistribution(count - 1.0).inverseCumulativeProbability(TAIL);
        double reach = quantile * known.getStandardDeviation() * Math.sqrt(1 + 1.0 / count);
        double value = estimate.value() + known.getMean();
        return new MetricEstimate(value, value - reach, value + reach, estimate.verdict());
    }
}
