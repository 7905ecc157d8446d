package dev.pointsman.micronaut.metrics;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import dev.pointsman.trace.RoutingDecision;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Listener that records the router's decisions and calls in meters. Thread-safe. */
final class RouterMetrics implements RouterListener {
    private final MeterRegistry registry;
    private final RouterGauges gauges;
    // Bounded by the configuration: calls with an unknown goal, pool or model are refused before listeners are called.
    private final Map<CallKey, CallMeters> calls = new ConcurrentHashMap<>();
    private final Map<ModelKey, ModelMeters> models = new ConcurrentHashMap<>();

    RouterMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.gauges = new RouterGauges(registry);
    }

    /** Binds the gauges to the router. */
    void bind(ModelRouter router) {
        gauges.bind(router);
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return models.computeIfAbsent(ModelKey.of(model, operation), key -> {
            gauges.model(key);
            return new ModelMeters(registry, key);
        });
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        calls(decision.pool(), decision.goal()).decided(decision);
    }

    @Override
    public void completed(CompletedCall call) {
        RouteTrace trace = call.trace();
        AttemptRecord served = served(trace);
        calls(trace.pool(), trace.goal()).completed(call, served);
        if (served != null) {
            served(served, call.request().operation());
        }
    }

    private CallMeters calls(String pool, String goal) {
        return calls.computeIfAbsent(new CallKey(pool, goal), key -> {
            gauges.pool(pool);
            return new CallMeters(registry, key);
        });
    }

    private void served(AttemptRecord attempt, Operation operation) {
        ModelMeters meters = models.get(ModelKey.of(attempt.model(), operation));
        if (meters != null) {
            meters.served(attempt);
        }
    }

    private static @Nullable AttemptRecord served(RouteTrace trace) {
        for (AttemptRecord attempt : trace.attempts()) {
            if (attempt.failure() == null) {
                return attempt;
            }
        }
        return null;
    }
}
