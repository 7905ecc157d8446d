package dev.pointsman.replay.rehearsal;

import dev.pointsman.replay.estimate.Estimate;
import dev.pointsman.replay.estimate.Figure;
import dev.pointsman.replay.estimate.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/** How far what came was from what had been foreseen of one policy, over all rehearsals. */
final class Gaps {
    private static final int LEAST = 8; // of fewer gaps a spread is a guess
    private static final double TAIL = .025;

    private final Map<Metric, StreamingStatistics> metrics = new EnumMap<>(Metric.class);
    private final Map<String, StreamingStatistics> shares = new TreeMap<>();

    void add(Estimate foreseen, Estimate came) {
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

    private static void add(StreamingStatistics gaps, Figure came, Figure foreseen) {
        if (came.isSupported() && foreseen.isSupported()) {
            gaps.addValue(came.value() - foreseen.value());
        }
    }

    Figure corrected(Figure estimate, Metric metric) {
        return corrected(estimate, Optional.ofNullable(metrics.get(metric)));
    }

    Figure corrected(Figure estimate, String model) {
        return corrected(estimate, Optional.ofNullable(shares.get(model)));
    }

    /** Where the next of such gaps will lie in 95 of 100 cases, added to the estimate. */
    private static Figure corrected(Figure estimate, Optional<StreamingStatistics> gaps) {
        long count = gaps.map(StreamingStatistics::getN).orElse(0L);
        if (!estimate.isSupported()) {
            return estimate;
        }
        if (count < LEAST) {
            return Figure.unknown();
        }
        StreamingStatistics known = gaps.orElseThrow();
        double quantile = -new TDistribution(count - 1.0).inverseCumulativeProbability(TAIL);
        double reach = quantile * known.getStandardDeviation() * Math.sqrt(1 + 1.0 / count);
        double value = estimate.value() + known.getMean();
        return new Figure(value, value - reach, value + reach, estimate.verdict());
    }
}
