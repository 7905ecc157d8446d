package dev.pointsman.benchmarks.shift;

import dev.pointsman.replay.DecisionLogAnalysis;
import dev.pointsman.replay.RerunReport;
import dev.pointsman.replay.estimate.Forecast;
import dev.pointsman.replay.estimate.PolicyEstimate;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The log of a run.
 *
 * @param file where it is
 * @param warmUp how many decisions to pass over, while a young process gets up to speed
 */
record Log(Path file, long warmUp) {

    /** Returns the estimated results of each policy. */
    List<PolicyEstimate> estimates(List<RoutingStrategy> policies) throws IOException {
        return analysis().compare(policies).estimates();
    }

    /** Returns the forecast of the next run, by simulations of the change with a simulator fitted to the log. */
    Forecast forecast(RoutingStrategy now, RoutingStrategy next, int times) {
        return analysis().forecast(now, next, times);
    }

    /** Returns whether every logged decision is reproduced. */
    RerunReport rerun(RoutingStrategy strategy) throws IOException {
        return analysis().rerun(Map.of("balanced", strategy));
    }

    private DecisionLogAnalysis analysis() {
        return DecisionLogAnalysis.of(file, decision -> decision.number() >= warmUp);
    }
}
