package dev.pointsman.replay.rehearsal;

import dev.pointsman.decisionlog.DecisionListener;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.Listening;
import dev.pointsman.replay.compare.ComparisonEstimator;
import dev.pointsman.replay.estimate.PolicyEstimate;
import dev.pointsman.replay.fit.FittedWorld;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Rehearses a change in a world made after a log. Each time the old policy decides on all calls, the new ones are estimated
 * from its decisions, and then each new one decides on all calls itself, with other luck. The calls are drawn from those of
 * the log, each time anew; the routers begin knowing nothing.
 *
 * @param world the world
 * @param strategies the strategies by goal; all goals of the log must be among them
 * @param counted which decisions are looked at, as those of the real log were
 */
public record Rehearsal(FittedWorld world, Map<String, RoutingStrategy> strategies, Predicate<LoggedDecision> counted) {
    private static final double NANOS = 1e9;

    /** Copies the strategies, and lets other such calls come each time. */
    public Rehearsal {
        strategies = Map.copyOf(strategies);
        world = world.withTraffic(new ResampledTraffic(world.world().traffic()));
    }

    /**
     * Rehearses the change from one policy to each of others.
     *
     * @param now the log's own policy, of its main goal
     * @param nexts the others; no two of one name
     * @param times how often; at least 8 make an interval
     * @param done is told after each time
     * @return how far estimates are off
     */
    public ForecastCorrection rehearse(RoutingStrategy now, List<RoutingStrategy> nexts, int times, Runnable done) {
        Map<String, PredictionErrors> gaps = new LinkedHashMap<>();
        for (int i = 0; i < times; i++) {
            List<PolicyEstimate> foreseen = run(now, nexts, 2L * i + 1);
            for (int n = 0; n < nexts.size(); n++) {
                RoutingStrategy next = nexts.get(n);
                PolicyEstimate came = run(next, List.of(next), 2L * i + 2).get(0);
                gaps.computeIfAbsent(next.name(), name -> new PredictionErrors())
                        .add(foreseen.get(n), came);
            }
            done.run();
        }
        return new ForecastCorrection(gaps);
    }

    /** Lets a policy decide; returns what its decisions say of others. */
    private List<PolicyEstimate> run(RoutingStrategy deciding, List<RoutingStrategy> estimated, long seed) {
        ComparisonEstimator compare = new ComparisonEstimator(estimated);
        Map<String, RoutingStrategy> all = new HashMap<>(strategies);
        all.put(world.mainGoal(), deciding);
        Listening listening = (router, seconds) -> new DecisionListener(
                "rehearsal",
                () -> Instant.EPOCH.plusNanos(Math.round(seconds.getAsDouble() * NANOS)),
                decision -> take(compare, decision));
        world.run(all, seed, listening);
        return compare.result().estimates();
    }

    private void take(ComparisonEstimator compare, LoggedDecision decision) {
        if (counted.test(decision)) {
            compare.add(decision);
        }
    }
}
