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
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Listener that records the router's decisions and calls in meters. Thread-safe. */
final class RouterMetrics implements RouterListener {
    private final MeterRegistry registry;
    private final RouterGauges gauges;
    // Bounded by the configuration: calls with an unknown goal, pool or model are refused before listeners are called.
    private final Map<String, Map<String, CallMeters>> calls = new ConcurrentHashMap<>(); // by pool, then by goal
    private final Map<ModelKey, ModelMeters> models = new ConcurrentHashMap<>();
    private final Map<Operation, Map<String, ModelMeters>> latest = new EnumMap<>(Operation.class); // by the model's id

    RouterMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.gauges = new RouterGauges(registry);
        for (Operation operation : Operation.values()) {
            latest.put(operation, new ConcurrentHashMap<>());
        }
    }

    /** Binds the gauges to the router. */
    void bind(ModelRouter router) {
        gauges.bind(router);
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        ModelMeters meters = models.computeIfAbsent(ModelKey.of(model, operation), key -> {
            gauges.model(key);
            return new ModelMeters(registry, key);
        });
        latest(operation).put(model.id(), meters);
        return meters;
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

    /** Looks first: a key and a function would be created for every call. */
    private CallMeters calls(String pool, String goal) {
        Map<String, CallMeters> goals = calls.get(pool);
        CallMeters meters = goals == null ? null : goals.get(goal);
        return meters == null ? newCalls(pool, goal) : meters;
    }

    private CallMeters newCalls(String pool, String goal) {
        return calls.computeIfAbsent(pool, name -> new ConcurrentHashMap<>()).computeIfAbsent(goal, name -> {
            gauges.pool(pool);
            return new CallMeters(registry, new CallKey(pool, goal));
        });
    }

    private void served(AttemptRecord attempt, Operation operation) {
        Model model = attempt.model();
        ModelMeters meters = latest(operation).get(model.id());
        if (meters != null && !meters.isOf(model)) { // the model has been replaced meanwhile
            meters = models.get(ModelKey.of(model, operation));
        }
        if (meters != null) {
            meters.served(attempt);
        }
    }

    private Map<String, ModelMeters> latest(Operation operation) {
        return Objects.requireNonNull(latest.get(operation));
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
