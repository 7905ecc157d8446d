package dev.pointsman.micronaut.metrics;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.ModelSnapshot;
import dev.pointsman.trace.PoolSnapshot;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Gauges of models and pools; NaN for those that do not exist. Thread-safe. */
final class RouterGauges {
    private final MeterRegistry registry;
    private final CachedReadings readings;
    private final Set<String> pools = ConcurrentHashMap.newKeySet(); // with registered gauges

    RouterGauges(MeterRegistry registry) {
        this.registry = registry;
        this.readings = new CachedReadings(registry.config().clock());
    }

    /** Binds the gauges to the router, and registers those of its pools. */
    void bind(ModelRouter router) {
        readings.bind(router);
        router.operations().pools().forEach(pool -> pool(router, pool));
    }

    /** Registers the gauges of a pool added later. */
    void pool(String name) {
        ModelRouter router = readings.router();
        if (router != null) {
            router.operations().pools().stream()
                    .filter(pool -> pool.name().equals(name))
                    .forEach(pool -> pool(router, pool));
        }
    }

    void model(ModelKey key) {
        Tags tags = key.tags();
        model(
                key,
                MeterNames.IN_FLIGHT,
                tags,
                "calls in flight",
                model -> model.statistics().inFlight());
        model(
                key,
                MeterNames.CAPACITY,
                tags,
                "learned capacity: calls that the model serves at once",
                model -> model.statistics().capacity());
        for (BreakerState state : BreakerState.values()) {
            model(
                    key,
                    MeterNames.BREAKER_STATE,
                    tags.and(MeterNames.STATE, ModelKey.word(state)),
                    "1 for the breaker's current state, 0 for the others",
                    model -> model.breaker().state() == state ? 1 : 0);
        }
    }

    private void pool(ModelRouter router, Pool pool) {
        String name = pool.name();
        if (!pools.add(name)) {
            return;
        }
        Tags tags = Tags.of(MeterNames.POOL, name);
        pool(name, MeterNames.RETRIES_LEFT, tags, "retries left in the budget", PoolSnapshot::retriesLeft);
        pool(name, MeterNames.HEDGES_LEFT, tags, "hedges left in the budget", PoolSnapshot::hedgesLeft);
        pool(name, MeterNames.WAITING, tags, "calls waiting for a model to become available", PoolSnapshot::waiting);
        for (Operation operation : operations(router, pool)) {
            for (Tier tier : Tier.values()) {
                pool(
                        name,
                        MeterNames.AVAILABLE,
                        tags.and(MeterNames.OPERATION, ModelKey.word(operation), MeterNames.TIER, ModelKey.word(tier)),
                        "available models",
                        now -> readings.now().available(now, tier, operation));
            }
        }
    }

    private static Set<Operation> operations(ModelRouter router, Pool pool) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        router.operations().models().stream()
                .filter(model -> pool.models().contains(model.id()))
                .forEach(model -> operations.addAll(model.operations()));
        return operations;
    }

    private void model(
            ModelKey key, String name, Tags tags, String description, ToDoubleFunction<ModelSnapshot> value) {
        gauge(name, tags, description, readings -> valueOf(readings.now().model(key), value));
    }

    private void pool(String pool, String name, Tags tags, String description, ToDoubleFunction<PoolSnapshot> value) {
        gauge(name, tags, description, readings -> valueOf(readings.now().pool(pool), value));
    }

    private void gauge(String name, Tags tags, String description, ToDoubleFunction<CachedReadings> value) {
        Gauge.builder(name, readings, value).description(description).tags(tags).register(registry);
    }

    private static <T> double valueOf(@Nullable T of, ToDoubleFunction<T> value) {
        return of == null ? Double.NaN : value.applyAsDouble(of);
    }
}
