package dev.pointsman.replay.simulator.session;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.Map;
import java.util.Objects;

/** Goals of the built-in strategies, with the weights of their losses. */
enum SessionGoal {
    SPEED("speed"),
    BALANCED("balanced"),
    COST("cost");

    private static final Map<String, RoutingStrategy> KNOWN =
            ModelRouter.builder().strategies();

    private final String title;

    SessionGoal(String title) {
        this.title = title;
    }

    GoalWeights weights() {
        return switch (this) {
            case SPEED -> GoalWeights.SPEED;
            case BALANCED -> GoalWeights.BALANCED;
            case COST -> GoalWeights.COST;
        };
    }

    /** Returns the built-in strategy of this goal. */
    RoutingStrategy strategy() {
        return known(title);
    }

    @Override
    public String toString() {
        return title;
    }

    static RoutingStrategy known(String name) {
        return Objects.requireNonNull(KNOWN.get(name), name);
    }
}
