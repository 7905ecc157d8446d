package dev.pointsman.testkit;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelRouterBuilder;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.Arrays;
import java.util.List;

/** Routers of the contract tests, with one pool and a strategy that prefers no model. */
final class ContractRouter {
    private static final RoutingStrategy EVEN =
            RoutingStrategy.of("even", (decision, scores) -> Arrays.fill(scores, 0, decision.size(), 1), Picker.best());

    private ContractRouter() {}

    static ModelRouterBuilder of(Model... models) {
        String[] ids = Arrays.stream(models).map(Model::id).toArray(String[]::new);
        return ModelRouter.builder()
                .strategy(EVEN)
                .models(List.of(models))
                .pool(Pool.of("pool", ids).withGoal(Goal.of("even")))
                .clock(() -> StateTimes.START);
    }
}
