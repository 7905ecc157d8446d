package dev.pointsman.replay.compare;

import dev.pointsman.replay.Simulation;
import dev.pointsman.replay.SimulationResult;
import dev.pointsman.replay.World;
import dev.pointsman.replay.log.DecisionListener;
import dev.pointsman.replay.log.LoggedDecision;
import dev.pointsman.strategies.WeightedStrategy;
import dev.pointsman.strategies.Weights;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** Logs of strategies that live in simulated worlds. */
final class SimulatedLog {
    private static final double FLOOR = .05;

    private SimulatedLog() {}

    /** Lets a strategy live in a world, and tells every decision. */
    static SimulationResult write(World world, long seed, RoutingStrategy strategy, Consumer<LoggedDecision> log) {
        return Simulation.of(world, seed)
                .run(
                        strategy,
                        Map.of(),
                        (router, seconds) -> new DecisionListener(
                                "", () -> Instant.ofEpochSecond(0, (long) (1e9 * seconds.getAsDouble())), log));
    }

    /** Weights with a floor under every model. */
    static RoutingStrategy weighing(String name, double latency, double cost, double quality) {
        RoutingStrategy strategy = WeightedStrategy.of(name, new Weights(latency, cost, quality));
        return RoutingStrategy.around(
                name, strategy, strategy.scorer(), strategy.picker().withFloor(FLOOR));
    }

    /** Whoever is the fastest when idle, always. */
    static RoutingStrategy fastest() {
        return RoutingStrategy.of(
                "fastest",
                (decision, scores) -> {
                    for (int i = 0; i < decision.size(); i++) {
                        var candidate = decision.candidate(i);
                        scores[i] = -candidate.ttft() - candidate.outputTokens() * candidate.tpot();
                    }
                },
                Picker.best());
    }
}
