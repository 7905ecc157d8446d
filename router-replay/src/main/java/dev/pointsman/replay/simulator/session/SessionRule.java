package dev.pointsman.replay.simulator.session;

import dev.pointsman.strategies.SessionAffinity;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rule that is compared: a strategy or an oracle for each goal.
 *
 * @param name its name
 * @param oracle the oracle; null if it is a strategy
 * @param strategy the strategy of a goal; unused for an oracle
 * @param isPerCall whether the routers learn nothing of sessions
 */
record SessionRule(
        String name,
        @Nullable SessionOracle oracle,
        Function<SessionGoal, RoutingStrategy> strategy,
        boolean isPerCall) {

    /** The rule that the others are compared with. */
    static final SessionRule GOAL = of("goal", SessionGoal::strategy);

    /** All strategies, and the oracles. */
    static final List<SessionRule> ALL = List.of(
            GOAL,
            new SessionRule("goal, per call", null, SessionGoal::strategy, true),
            of("sticky", goal -> SessionAffinity.wrapping("sticky-" + goal, goal.strategy())),
            of("linear", goal -> SessionGoal.known("linear-" + goal)),
            of("ordered", goal -> SessionGoal.known("ordered")),
            of("session-hash", goal -> SessionHashing.strategy()),
            of(SessionOracle.GREEDY),
            of(SessionOracle.PLAN),
            of(SessionOracle.PINNED));

    private static SessionRule of(String name, Function<SessionGoal, RoutingStrategy> strategy) {
        return new SessionRule(name, null, strategy, false);
    }

    private static SessionRule of(SessionOracle oracle) {
        return new SessionRule(
                oracle.name().toLowerCase(Locale.ROOT) + " oracle", oracle, SessionGoal::strategy, false);
    }

    SessionResult run(SessionWorld world, long seed, SessionGoal goal) {
        SessionWorld seen = isPerCall ? world.with(SessionHints.NONE) : world;
        SessionSimulation simulation = new SessionSimulation(seen, seed);
        return oracle == null ? simulation.run(strategy.apply(goal)) : simulation.run(oracle, goal.weights());
    }

    /** Returns a key that is the same for equal runs. */
    String key(SessionGoal goal) {
        return isOracle() ? name + goal : strategy.apply(goal).name() + (isPerCall ? ", per call" : "");
    }

    boolean isOracle() {
        return oracle != null;
    }
}
