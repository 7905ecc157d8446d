package dev.pointsman.replay.compare;

import dev.pointsman.replay.estimate.Metric;
import dev.pointsman.replay.estimate.MetricEstimate;
import dev.pointsman.replay.estimate.PolicyEstimate;

/** What is to be expected of the next calls if another policy takes over, by what its estimate says. */
public interface Forecast {

    /**
     * How much a number will change.
     *
     * @param now the estimate of the log's own policy
     * @param next the estimate of the other, over the same log
     * @param metric which number
     * @return the change, with the interval for what will come; without a number if the estimate has none
     */
    MetricEstimate change(PolicyEstimate now, PolicyEstimate next, Metric metric);

    /**
     * How much the share of a model will change.
     *
     * @param now the estimate of the log's own policy
     * @param next the estimate of the other, over the same log
     * @param model a model's id
     * @return the change, with the interval for what will come; without a number if the estimate has none
     */
    MetricEstimate shareChange(PolicyEstimate now, PolicyEstimate next, String model);
}
