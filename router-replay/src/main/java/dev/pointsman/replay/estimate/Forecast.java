package dev.pointsman.replay.estimate;

/** Forecast of the next calls after a change of policy, from the estimate of the new one. */
public interface Forecast {

    /**
     * Returns the expected change of a metric.
     *
     * @param now the estimate of the log's own policy
     * @param next the estimate of the other, over the same log
     * @param metric the metric
     * @return the change with its prediction interval; without a value if the estimate has none
     */
    MetricEstimate change(PolicyEstimate now, PolicyEstimate next, Metric metric);

    /**
     * Returns the expected change of a model's share.
     *
     * @param now the estimate of the log's own policy
     * @param next the estimate of the other, over the same log
     * @param model a model's id
     * @return the change with its prediction interval; without a value if the estimate has none
     */
    MetricEstimate shareChange(PolicyEstimate now, PolicyEstimate next, String model);
}
