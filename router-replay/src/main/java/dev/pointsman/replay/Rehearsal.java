package dev.pointsman.replay;

import dev.pointsman.decisionlog.DecisionListener;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.estimate.PolicyEstimate;
import dev.pointsman.replay.internal.fit.FittedWorld;
import dev.pointsman.replay.simulator.ListenerFactory;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Rehearsal of a change of policy in a world fitted to a log. Each repetition lets the old policy decide on all calls,
 * estimates the new ones from its decisions, and then lets each new one decide itself, with other random numbers. The
 * calls are resampled from the log each time; routers start without statistics.
 *
 * @param world the world
 * @param strategies the strategies by goal; all goals of the log must be among them
 * @param counted filter of decisions, as applied to the real log
 */
record Rehearsal(FittedWorld world, Map<String, RoutingStrategy> strategies, Predicate<LoggedDecision> counted) {
    private static final double NANOS = 1e9;

    /** Copies the strategies and resamples the calls. */
    Rehearsal {
        strategies = Map.copyOf(strategies);
        world = world.withTraffic(new ResampledTraffic(world.world().traffic()));
    }

    /**
     * Rehearses the change from one policy to each of several others.
     *
     * @param now the log's own policy, of its main goal
     * @param nexts the other policies; names must differ
     * @param times number of repetitions; an interval needs at least 8
     * @param done called after each repetition
     * @return the correction of estimates
     */
    ForecastCorrection rehearse(RoutingStrategy now, List<RoutingStrategy> nexts, int times, Runnable done) {
        Map<String, PredictionErrors> errors = new LinkedHashMap<>();
        for (int i = 0; i < times; i++) {
            List<PolicyEstimate> foreseen = run(now, nexts, 2L * i + 1);
            for (int n = 0; n < nexts.size(); n++) {
                RoutingStrategy next = nexts.get(n);
                PolicyEstimate came = run(next, List.of(next), 2L * i + 2).get(0);
                errors.computeIfAbsent(next.name(), name -> new PredictionErrors())
                        .add(foreseen.get(n), came);
            }
            done.run();
        }
        return new ForecastCorrection(errors);
    }

    /** Simulates one policy and returns the estimates of others from its decisions. */
    private List<PolicyEstimate> run(RoutingStrategy deciding, List<RoutingStrategy> estimated, long seed) {
        ComparisonEstimator compare = new ComparisonEstimator(estimated);
        Map<String, RoutingStrategy> all = new HashMap<>(strategies);
        all.put(world.mainGoal(), deciding);
        ListenerFactory listening = (router, seconds) -> new DecisionListener(
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
