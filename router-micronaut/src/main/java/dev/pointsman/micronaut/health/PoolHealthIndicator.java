package dev.pointsman.micronaut.health;

import dev.pointsman.router.ModelRouter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Health indicator of the pools for readiness. It stays UP by default: removing an instance does not help, as other
 * instances use the same providers.
 */
@Singleton
@Readiness
@Requires(classes = HealthIndicator.class)
@Requires(beans = {HealthEndpoint.class, ModelRouter.class})
@Requires(property = "endpoints.health.pointsman.enabled", notEquals = "false")
final class PoolHealthIndicator implements HealthIndicator {
    private static final String NAME = "pointsman";

    private final ModelRouter router;
    private final HealthSettings settings;

    PoolHealthIndicator(ModelRouter router, @Nullable HealthSettings settings) {
        this.router = router;
        this.settings = settings == null ? HealthSettings.DEFAULT : settings;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> result(RouterHealth.of(router)));
    }

    private HealthResult result(RouterHealth health) {
        boolean down = settings.readinessDownWhenCritical() && health.state() == HealthLevel.CRITICAL;
        Map<String, Object> pools = new LinkedHashMap<>();
        health.pools().forEach(pool -> pools.put(pool.pool(), details(pool)));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", health.state().toString());
        details.put("pools", pools);
        return HealthResult.builder(NAME, down ? HealthStatus.DOWN : HealthStatus.UP)
                .details(details)
                .build();
    }

    /** Returns maps and texts only, independent of the JSON mapper. */
    private static Map<String, Object> details(PoolHealth pool) {
        Map<String, String> models = new LinkedHashMap<>();
        pool.models().forEach(model -> models.merge(model.model(), words(model), (a, b) -> a + "; " + b));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", pool.state().toString());
        details.put("models", models);
        return details;
    }

    private static String words(ModelHealth model) {
        return model.state() == ModelState.SERVING ? model.state().toString() : model.state() + ": " + model.reason();
    }
}
