package dev.pointsman.benchmarks;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelRouterBuilder;
import dev.pointsman.router.Pool;
import java.util.stream.IntStream;

/** Routers of any size whose models have all been asked before. */
final class Routers {
    private static final int CALLS_PER_MODEL = 4;

    private Routers() {}

    static ModelRouter warm(int models, String goal) {
        ModelRouterBuilder builder = ModelRouter.builder().seed(1);
        String[] ids = IntStream.range(0, models).mapToObj(i -> "model-" + i).toArray(String[]::new);
        for (int i = 0; i < models; i++) {
            builder.model(Model.builder(ids[i], "provider-" + i % 4)
                    .price(Pricing.of(1 + i % 7, 2 + i % 7))
                    .build());
        }
        ModelRouter router =
                builder.pool(Pool.of("chat", ids).withGoal(Goal.of(goal))).build();
        RouteRequest everywhere =
                RouteRequest.builder().goal(Goal.of("round-robin")).build();
        for (int i = 0; i < CALLS_PER_MODEL * models; i++) {
            router.route(everywhere).succeed(Usage.of(100, 50));
        }
        return router;
    }
}
