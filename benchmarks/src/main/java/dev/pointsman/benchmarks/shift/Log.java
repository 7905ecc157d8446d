package dev.pointsman.benchmarks.shift;

import dev.pointsman.decisionlog.DecisionLogReader;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.decisionlog.OnMalformedLine;
import dev.pointsman.replay.ComparisonEstimator;
import dev.pointsman.replay.DecisionRerun;
import dev.pointsman.replay.Rehearsal;
import dev.pointsman.replay.RerunReport;
import dev.pointsman.replay.estimate.Forecast;
import dev.pointsman.replay.estimate.PolicyEstimate;
import dev.pointsman.replay.fit.FittedWorld;
import dev.pointsman.replay.fit.LogSource;
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

    private interface Taker {
        void take(long line, LoggedDecision decision);
    }

    /** Returns the estimated results of each policy. */
    List<PolicyEstimate> estimates(List<RoutingStrategy> policies) throws IOException {
        ComparisonEstimator compare = new ComparisonEstimator(policies);
        read((line, decision) -> {
            if (isCounted(decision)) {
                compare.add(decision);
            }
        });
        return compare.result().estimates();
    }

    private boolean isCounted(LoggedDecision decision) {
        return decision.number() >= warmUp;
    }

    /** Returns the forecast of the next run, by simulations of the change with a simulator fitted to the log. */
    Forecast forecast(RoutingStrategy now, RoutingStrategy next, int times) {
        FittedWorld world = FittedWorld.of(file.toString(), LogSource.of(file, OnMalformedLine.FAIL));
        return new Rehearsal(world, Map.of(world.mainGoal(), now), this::isCounted)
                .rehearse(now, List.of(next), times, () -> {});
    }

    /** Returns whether every logged decision is reproduced. */
    RerunReport rerun(RoutingStrategy strategy) throws IOException {
        DecisionRerun rerun = new DecisionRerun(Map.of("balanced", strategy));
        read(rerun::add);
        return rerun.report();
    }

    private void read(Taker taker) throws IOException {
        try (DecisionLogReader reader = DecisionLogReader.open(file, OnMalformedLine.FAIL)) {
            LoggedDecision decision = reader.next();
            for (; decision != null; decision = reader.next()) {
                taker.take(reader.line(), decision);
            }
        }
    }
}
