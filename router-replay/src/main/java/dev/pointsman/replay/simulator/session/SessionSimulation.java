package dev.pointsman.replay.simulator.session;

import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Simulation of policies in a world of sessions, in virtual time. Immutable; each run uses one thread and shares no state.
 *
 * @param world the world
 * @param seed seed of all random numbers
 */
record SessionSimulation(SessionWorld world, long seed) {

    /** Runs a strategy in real routers. */
    SessionResult run(RoutingStrategy strategy) {
        return run(strategy.name(), stage -> new SessionRouters(stage, strategy, seed));
    }

    /** Runs an oracle that minimises the loss of a goal. */
    SessionResult run(SessionOracle oracle, GoalWeights goal) {
        double meanOutput = world.traffic().sessions(0, world.seconds()).stream()
                .flatMap(session -> session.turns().stream())
                .mapToInt(SessionTurn::outputTokens)
                .average()
                .orElse(1);
        return run(
                oracle.name().toLowerCase(Locale.ROOT),
                stage -> new OracleRun(oracle, stage, new OracleForecast(stage, goal, meanOutput)));
    }

    private SessionResult run(String name, Function<SessionStage, SessionPolicy> cast) {
        SessionStage stage = SessionStage.of(world, seed);
        SessionMetrics metrics = new SessionMetrics(world, stage.time());
        SessionPolicy policy = cast.apply(stage);
        List<Session> sessions = world.traffic().sessions(seed, world.seconds());
        for (Session session : sessions) {
            new RunningSession(session, policy, metrics, stage.time()).schedule();
        }
        while (stage.time().step()) {}
        return metrics.result(name, seed);
    }
}
