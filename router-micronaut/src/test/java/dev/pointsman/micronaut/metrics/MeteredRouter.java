package dev.pointsman.micronaut.metrics;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.ManualClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A metered router in virtual time with an expensive and a cheap model. */
final class MeteredRouter {
    /** Serves in this order, and tries no model twice. */
    static final Pool POOL = Pool.of("chat", "dear", "cheap")
            .withGoal(Goal.of("ordered"))
            .withFailover(FailoverPolicy.DEFAULT.toBuilder().retrySame(0).build());

    /** The clock of the meters. */
    final MockClock wall = new MockClock();

    /** The clock of the router. */
    final ManualClock clock = ManualClock.at(42);

    final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, wall);

    ModelRouter router() {
        return router(POOL);
    }

    ModelRouter router(Pool pool) {
        RouterMetrics metrics = new RouterMetrics(registry);
        ModelRouter router = ModelRouter.builder()
                .clock(clock)
                .scheduler(
                        wait -> CompletableFuture.runAsync(() -> clock.advance(Duration.ofNanos(wait)), Runnable::run))
                .listener(metrics)
                .model(Model.builder("dear", "provider")
                        .price(new Pricing(5, 10, .5))
                        .build())
                .model(model("cheap", 1, 2))
                .pool(pool)
                .build();
        metrics.bind(router);
        return router;
    }

    static Model model(String id, double input, double output) {
        return Model.builder(id, "provider").price(Pricing.of(input, output)).build();
    }

    double count(String name, String... tags) {
        return registry.get(name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
