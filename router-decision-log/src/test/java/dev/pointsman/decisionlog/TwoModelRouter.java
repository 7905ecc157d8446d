package dev.pointsman.decisionlog;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;

/** A router to listen to. */
final class TwoModelRouter {
    private TwoModelRouter() {}

    static ModelRouter router(RouterListener listener) {
        return ModelRouter.builder()
                .seed(1)
                .instance("west")
                .model(Model.builder("good", "one").price(Pricing.of(1, 2)).build())
                .model(Model.builder("bad", "two")
                        .price(Pricing.of(1, 2))
                        .quality(.9)
                        .build())
                .pool(Pool.of("chat", "good", "bad").withGoal(Goal.of("balanced")))
                .listener(listener)
                .build();
    }
}
