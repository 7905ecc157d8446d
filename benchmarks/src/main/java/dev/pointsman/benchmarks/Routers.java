package dev.pointsman.benchmarks;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelRouterBuilder;
import dev.pointsman.router.RouterListener;
import dev.pointsman.time.NanoClock;
import java.util.stream.IntStream;

/** Routers of any size whose models have all been asked before. */
final class Routers {
    private static final int CALLS_PER_MODEL = 4;

    private static final BreakerConfig UNTIRING = untiring(BreakerConfig.DEFAULT);

    private Routers() {}

    static ModelRouter warm(int models, String goal, RouterListener... listeners) {
        return build(models, goal, BreakerConfig.DEFAULT, System::nanoTime, listeners);
    }

    /** Its time is another's. */
    static ModelRouter warm(int models, String goal, NanoClock clock) {
        return build(models, goal, BreakerConfig.DEFAULT, clock);
    }

    /** Its breakers bear with any number of failures. */
    static ModelRouter untiring(int models, String goal) {
        return build(models, goal, UNTIRING, System::nanoTime);
    }

    private static ModelRouter build(
            int models, String goal, BreakerConfig breaker, NanoClock clock, RouterListener... listeners) {
        ModelRouterBuilder builder =
                ModelRouter.builder().seed(1).breaker(breaker).clock(clock);
        for (RouterListener listener : listeners) {
            builder.listener(listener);
        }
        String[] ids = IntStream.range(0, models).mapToObj(i -> "model-" + i).toArray(String[]::new);
        for (int i = 0; i < models; i++) {
            builder.model(Model.builder(ids[i], "provider-" + i % 4)
                    .price(Pricing.of(1 + i % 7, 2 + i % 7))
                    .build());
        }
        ModelRouter router =
                builder.pool(Pool.of("chat", ids).withGoal(Goal.of(goal))).build();
        measure(router, models);
        return router;
    }

    /** Calls each of a router's models. */
    static void measure(ModelRouter router, int models) {
        RouteRequest everywhere =
                RouteRequest.builder().goal(Goal.of("round-robin")).build();
        for (int i = 0; i < CALLS_PER_MODEL * models; i++) {
            router.route(everywhere).succeed(Usage.of(100, 50));
        }
    }

    private static BreakerConfig untiring(BreakerConfig of) {
        return new BreakerConfig(
                Integer.MAX_VALUE,
                1,
                Integer.MAX_VALUE,
                of.window(),
                of.slowFactor(),
                1,
                of.openFor(),
                of.openAtMost(),
                of.jitter(),
                of.ramp(),
                of.outFor(),
                of.trafficShare(),
                of.trialLimit(),
                of.cooldownAtMost());
    }
}
