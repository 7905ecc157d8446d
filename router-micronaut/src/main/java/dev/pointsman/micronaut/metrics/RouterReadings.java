package dev.pointsman.micronaut.metrics;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Tier;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.Drill;
import dev.pointsman.trace.ModelSnapshot;
import dev.pointsman.trace.PoolSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot of the router.
 *
 * @param models all models and operations
 * @param pools all pools by name
 * @param drilled models disabled by a drill
 */
record RouterReadings(Map<ModelKey, ModelSnapshot> models, Map<String, PoolSnapshot> pools, Set<String> drilled) {
    static final RouterReadings NONE = new RouterReadings(Map.of(), Map.of(), Set.of());

    static RouterReadings of(ModelRouter router) {
        Map<ModelKey, ModelSnapshot> models = new HashMap<>();
        router.operations()
                .snapshot()
                .forEach(model -> models.put(ModelKey.of(model.model(), model.operation()), model));
        Map<String, PoolSnapshot> pools = new HashMap<>();
        router.operations()
                .poolSnapshots()
                .forEach(pool -> pools.put(pool.pool().name(), pool));
        Set<String> drilled = router.operations().drills().stream()
                .filter(drill -> drill.share() >= 1)
                .map(Drill::model)
                .collect(Collectors.toSet());
        return new RouterReadings(models, pools, drilled);
    }

    @Nullable
    ModelSnapshot model(ModelKey key) {
        return models.get(key);
    }

    @Nullable
    PoolSnapshot pool(String name) {
        return pools.get(name);
    }

    /** Returns the number of available models of a pool's tier; a due trial makes no model available. */
    int available(PoolSnapshot pool, Tier tier, Operation operation) {
        List<String> ids = pool.pool().tiers().getOrDefault(tier, List.of());
        return (int) models.values().stream()
                .filter(model -> model.operation() == operation)
                .filter(model -> ids.contains(model.model().id()))
                .filter(this::isAvailable)
                .count();
    }

    private boolean isAvailable(ModelSnapshot model) {
        BreakerState state = model.breaker().state();
        Reason refusal = model.breaker().refusal();
        boolean open = state == BreakerState.OPEN || state == BreakerState.HALF_OPEN;
        boolean refused = refusal != null && refusal != Reason.RECOVERING;
        return !open && !refused && !drilled.contains(model.model().id());
    }
}
