package dev.pointsman.replay;

import dev.pointsman.replay.estimate.Metric;
import dev.pointsman.replay.estimate.MetricEstimate;
import dev.pointsman.replay.estimate.PolicyEstimate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/** Prediction errors of one policy over all rehearsals. */
final class PredictionErrors {
    private static final int LEAST = 8; // with fewer errors their spread is a guess
    private static final double TAIL = .025;

    private final Map<Metric, StreamingStatistics> metrics = new EnumMap<>(Metric.class);
    private final Map<String, StreamingStatistics> shares = new TreeMap<>();

    void add(PolicyEstimate foreseen, PolicyEstimate came) {
        for (Metric metric : Metric.values()) {
            add(
                    metrics.computeIfAbsent(metric, key -> new StreamingStatistics()),
                    came.metric(metric),
                    foreseen.metric(metric));
        }
        for (String model : foreseen.models()) {
            add(
                    shares.computeIfAbsent(model, key -> new StreamingStatistics()),
                    came.share(model),
                    foreseen.share(model));
        }
    }

    private static void add(StreamingStatistics errors, MetricEstimate came, MetricEstimate foreseen) {
        if (came.isSupported() && foreseen.isSupported()) {
            errors.addValue(came.value() - foreseen.value());
        }
    }

    MetricEstimate corrected(MetricEstimate estimate, Metric metric) {
        return corrected(estimate, Optional.ofNullable(metrics.get(metric)));
    }

    MetricEstimate corrected(MetricEstimate estimate, String model) {
        return corrected(estimate, Optional.ofNullable(shares.get(model)));
    }

    /** Returns the estimate plus the 95 % prediction interval of the next error. */
    private static MetricEstimate corrected(MetricEstimate estimate, Optional<StreamingStatistics> errors) {
        long count = errors.map(StreamingStatistics::getN).orElse(0L);
        if (!estimate.isSupported()) {
            return estimate;
        }
        if (count < LEAST) {
            return MetricEstimate.unknown();
        }
        StreamingStatistics known = errors.orElseThrow();
        double quantile = -new TDistribution(count - 1.0).inverseCumulativeProbability(TAIL);
        double reach = quantile * known.getStandardDeviation() * Math.sqrt(1 + 1.0 / count);
        double value = estimate.value() + known.getMean();
        return new MetricEstimate(value, value - reach, value + reach, estimate.verdict());
    }
}
