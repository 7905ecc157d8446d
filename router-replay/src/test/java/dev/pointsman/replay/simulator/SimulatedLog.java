package dev.pointsman.replay.simulator;

import dev.pointsman.decisionlog.DecisionListener;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Logs of real routers in virtual time. */
public final class SimulatedLog {
    private static final Instant BEGIN = Instant.parse("2025-03-03T00:00:00Z");

    private SimulatedLog() {}

    /** All decisions of a run, in the order in which their attempts ended. */
    public static List<LoggedDecision> of(World world, long seed, RoutingStrategy strategy) {
        List<LoggedDecision> log = new ArrayList<>();
        write(world, seed, strategy, log::add);
        return log;
    }

    /** All decisions of eight routers that keep the limits of accounts ahead of 429, by what providers report. */
    public static List<LoggedDecision> withLearnedLimits(World world, long seed, RoutingStrategy strategy) {
        List<LoggedDecision> log = new ArrayList<>();
        Simulation.of(world.withRouters(8), seed)
                .run(
                        strategy,
                        Map.of(),
                        listeners(log::add),
                        new SimulatedSharing(new SimulatedStore(.05, .01), SimulatedSharing.AccountLimits.LEARNED, 0));
        return log;
    }

    private static ListenerFactory listeners(Consumer<LoggedDecision> records) {
        return (router, seconds) ->
                new DecisionListener("test", () -> BEGIN.plusNanos(Math.round(1e9 * seconds.getAsDouble())), records);
    }

    /** Hands on the decisions of a run; returns how its calls fared. */
    public static SimulationResult write(
            World world, long seed, RoutingStrategy strategy, Consumer<LoggedDecision> records) {
        return Simulation.of(world, seed).run(strategy, Map.of(), listeners(records));
    }
}
