package dev.pointsman.benchmarks.shift;

import dev.pointsman.replay.compare.Compare;
import dev.pointsman.replay.estimate.Estimate;
import dev.pointsman.replay.log.DecisionLogReader;
import dev.pointsman.replay.log.LoggedDecision;
import dev.pointsman.replay.log.OnFlaw;
import dev.pointsman.replay.rerun.Rerun;
import dev.pointsman.replay.rerun.RerunReport;
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

    /** How each policy would have fared. */
    List<Estimate> estimates(List<RoutingStrategy> policies) throws IOException {
        Compare compare = new Compare(policies);
        read((line, decision) -> {
            if (decision.number() >= warmUp) {
                compare.add(decision);
            }
        });
        return compare.result().estimates();
    }

    /** Whether every decision comes out of the log as it was. */
    RerunReport rerun(RoutingStrategy strategy) throws IOException {
        Rerun rerun = new Rerun(Map.of("balanced", strategy));
        read(rerun::add);
        return rerun.report();
    }

    private void read(Taker taker) throws IOException {
        try (DecisionLogReader reader = DecisionLogReader.open(file, OnFlaw.REFUSE)) {
            LoggedDecision decision = reader.next();
            for (; decision != null; decision = reader.next()) {
                taker.take(reader.line(), decision);
            }
        }
    }
}
