package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.estimate.Forecast;
import dev.pointsman.replay.internal.fit.FittedWorld;
import dev.pointsman.replay.internal.fit.LogSource;
import dev.pointsman.replay.internal.fit.ReplayFidelity;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Rehearsals of the command line, with a check that the simulator is close to the log.
 *
 * @param log the log of one pool
 * @param goal the only goal considered; null for all
 * @param said output of the progress
 */
record RehearsalRunner(LogSource log, @Nullable String goal, PrintWriter said) {

    Optional<Forecast> rehearse(RoutingStrategy now, List<RoutingStrategy> nexts, int times) {
        FittedWorld world = FittedWorld.of("log", log);
        if (goal != null && !goal.equals(world.mainGoal())) {
            throw new IllegalArgumentException(
                    "--goal: " + goal + " (expected: " + world.mainGoal() + ", the goal of most calls, to rehearse)");
        }
        Map<String, RoutingStrategy> strategies =
                new HashMap<>(ModelRouter.builder().strategies());
        strategies.put(world.mainGoal(), now);
        ReplayFidelity fidelity = world.fidelity(strategies, 0);
        said.println("Replay of the log's own policy against the log: " + fidelity.errors());
        said.flush();
        if (!fidelity.isNearInShares()) {
            said.println("The simulator is too inaccurate for a forecast.");
            return Optional.empty();
        }
        AtomicInteger done = new AtomicInteger();
        return Optional.of(new Rehearsal(world, strategies, this::isCounted).rehearse(now, nexts, times, () -> {
            said.printf("rehearsal %d of %d%n", done.incrementAndGet(), times);
            said.flush();
        }));
    }

    private boolean isCounted(LoggedDecision decision) {
        return goal == null || goal.equals(decision.goal());
    }
}
