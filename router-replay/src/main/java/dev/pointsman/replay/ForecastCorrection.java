package dev.pointsman.replay;

import dev.pointsman.replay.estimate.Forecast;
import dev.pointsman.replay.estimate.Metric;
import dev.pointsman.replay.estimate.MetricEstimate;
import dev.pointsman.replay.estimate.PolicyEstimate;
import java.util.Map;

/**
 * Correction of estimates by the errors seen in rehearsals, with prediction intervals. They cover 95 of 100 runs of as
 * many calls as the log has, if the simulator is close to the log.
 *
 * <p>There is no forecast of a p99: it depends on the tail of each model's latency, which a fitted simulator reproduces
 * least.
 */
final class ForecastCorrection implements Forecast {
    private static final double RESOLUTION = .01; // of latencies as they are kept: a median is known no better

    private final Map<String, PredictionErrors> errors;

    ForecastCorrection(Map<String, PredictionErrors> errors) {
        this.errors = Map.copyOf(errors);
    }

    @Override
    public MetricEstimate change(PolicyEstimate now, PolicyEstimate next, Metric metric) {
        MetricEstimate change = of(next).corrected(next.change(now, metric), metric);
        if (metric == Metric.P99_LATENCY && change.isSupported()) {
            return MetricEstimate.unknown();
        }
        double unseen = metric == Metric.MEDIAN_LATENCY
                ? RESOLUTION * next.metric(metric).value()
                : 0;
        return new MetricEstimate(change.value(), change.lower() - unseen, change.upper() + unseen, change.verdict());
    }

    @Override
    public MetricEstimate shareChange(PolicyEstimate now, PolicyEstimate next, String model) {
        return of(next).corrected(next.shareChange(now, model), model);
    }

    private PredictionErrors of(PolicyEstimate next) {
        return errors.getOrDefault(next.policy(), new PredictionErrors());
    }
}
