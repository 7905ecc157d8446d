package dev.pointsman.replay.estimate;

import java.util.ArrayList;
import java.util.List;

/** Means of an estimate by every method, for tests of other packages. */
public final class EstimatedMeans {
    private EstimatedMeans() {}

    public static List<MetricEstimate> of(PolicyEstimate estimate) {
        List<MetricEstimate> means = new ArrayList<>();
        for (OutcomeVariable variable : OutcomeVariable.values()) {
            for (EstimationMethod method : EstimationMethod.values()) {
                means.add(estimate.mean(variable, method));
            }
        }
        return means;
    }
}
