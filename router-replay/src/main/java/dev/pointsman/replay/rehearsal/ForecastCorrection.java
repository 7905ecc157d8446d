package dev.pointsman.replay.rehearsal;

import dev.pointsman.replay.compare.Forecast;
import dev.pointsman.replay.estimate.Metric;
import dev.pointsman.replay.estimate.MetricEstimate;
import dev.pointsman.replay.estimate.PolicyEstimate;
import java.util.Map;

/**
 * What rehearsals have shown of estimates: how far to correct them, and how far what comes may lie beside them. Its intervals
 * hold 95 of 100 runs of as many calls as the log has, if the simulator is near the log.
 *
 * <p>Of a p99 it says nothing: that hangs on how the slowest answers of each model spread, which a fitted simulator knows
 * least.
 */
public final class ForecastCorrection implements Forecast {
    private static final double RESOLUTION = .01; // of latencies as they are kept: a median is known no better

    private final Map<String, PredictionErrors> gaps;

    ForecastCorrection(Map<String, PredictionErrors> gaps) {
        this.gaps = Map.copyOf(gaps);
    }

    @Override
    public MetricEstimate change(PolicyEstimate now, PolicyEstimate next, Metric metric) {
        MetricEstimate change = of(next).corrected(next.change(now, metric), metric);
        if (metric == Metric.P99_LATENCY && change.isSupported()) {
            return MetricEstimate.unknown();
        }
        double unseen = metric == Metric.MEDIAN_LATENCY
                ? RESOLUTION * next.figure(metric).value()
                : 0;
        return new MetricEstimate(change.value(), change.lower() - unseen, change.upper() + unseen, change.verdict());
    }

    @Override
    public MetricEstimate shareChange(PolicyEstimate now, PolicyEstimate next, String model) {
        return of(next).corrected(next.shareChange(now, model), model);
    }

    private PredictionErrors of(PolicyEstimate next) {
        return gaps.getOrDefault(next.policy(), new PredictionErrors());
    }
}
