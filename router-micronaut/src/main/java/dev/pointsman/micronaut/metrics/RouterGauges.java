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

/** The gauges of models and pools. What is gone, or not there yet, is NaN. Safe for all threads. */
final class RouterGauges {
    private final MeterRegistry registry;
    private final CachedReadings watch;
    private final Set<String> pools = ConcurrentHashMap.newKeySet(); // those that have their gauges

    RouterGauges(MeterRegistry registry) {
        this.registry = registry;
        this.watch = new CachedReadings(registry.config().clock());
    }

    /** The router is there: makes the gauges of its pools. */
    void over(ModelRouter router) {
        watch.over(router);
        router.operations().pools().forEach(pool -> pool(router, pool));
    }

    /** Makes the gauges of a pool that came later. */
    void pool(String name) {
        ModelRouter router = watch.router();
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
                "how many calls it serves at once, as learned",
                model -> model.statistics().capacity());
        for (BreakerState state : BreakerState.values()) {
            model(
                    key,
                    MeterNames.BREAKER_STATE,
                    tags.and(MeterNames.STATE, ModelKey.word(state)),
                    "1 for the state that the breaker is in, 0 for the others",
                    model -> model.breaker().state() == state ? 1 : 0);
        }
    }

    private void pool(ModelRouter router, Pool pool) {
        String name = pool.name();
        if (!pools.add(name)) {
            return;
        }
        Tags tags = Tags.of(MeterNames.POOL, name);
        pool(name, MeterNames.RETRIES_LEFT, tags, "retries that the budget would grant now", PoolSnapshot::retriesLeft);
        pool(name, MeterNames.HEDGES_LEFT, tags, "hedges that the budget would grant now", PoolSnapshot::hedgesLeft);
        pool(name, MeterNames.WAITING, tags, "calls that wait for a model to come back", PoolSnapshot::waiting);
        for (Operation operation : operations(router, pool)) {
            for (Tier tier : Tier.values()) {
                pool(
                        name,
                        MeterNames.AVAILABLE,
                        tags.and(MeterNames.OPERATION, ModelKey.word(operation), MeterNames.TIER, ModelKey.word(tier)),
                        "models that would be given a call now",
                        now -> watch.now().available(now, tier, operation));
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
        gauge(name, tags, description, watch -> valueOf(watch.now().model(key), value));
    }

    private void pool(String pool, String name, Tags tags, String description, ToDoubleFunction<PoolSnapshot> value) {
        gauge(name, tags, description, watch -> valueOf(watch.now().pool(pool), value));
    }

    private void gauge(String name, Tags tags, String description, ToDoubleFunction<CachedReadings> value) {
        Gauge.builder(name, watch, value).description(description).tags(tags).register(registry);
    }

    private static <T> double valueOf(@Nullable T of, ToDoubleFunction<T> value) {
        return of == null ? Double.NaN : value.applyAsDouble(of);
    }
}
