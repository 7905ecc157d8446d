package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.policy.Pool;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.strategy.internal.UnknownNameException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Immutable snapshot of all models and pools. A change creates a new one, which keeps the state of unchanged models.
 */
final class RoutingTable {
    static final RoutingTable EMPTY = new RoutingTable(Map.of(), Map.of());

    private final Map<String, Deployment> deployments;
    private final Map<String, PoolState> pools;
    private final @Nullable PoolState first;
    private final Map<String, Pool> firstPools = new HashMap<>(); // by model

    private RoutingTable(Map<String, Deployment> deployments, Map<String, PoolState> pools) {
        this.deployments = deployments;
        this.pools = pools;
        this.first = pools.isEmpty() ? null : pools.values().iterator().next();
        for (PoolState pool : pools.values()) {
            pool.pool().models().forEach(model -> firstPools.putIfAbsent(model, pool.pool()));
        }
    }

    RoutingTable with(Collection<Model> models, Collection<Pool> changed, RouterContext engine) {
        Map<String, Deployment> nextDeployments = new LinkedHashMap<>();
        for (Model model : models) {
            Deployment before = deployments.get(model.id());
            Deployment next = before == null ? Deployment.of(model, engine) : before.become(model, engine);
            if (nextDeployments.put(model.id(), next) != null) {
                throw new IllegalArgumentException(
                        "model " + model.id() + ": two models have this id (expected: each id once)");
            }
        }
        Map<String, PoolState> nextPools = new LinkedHashMap<>();
        for (Pool pool : changed) {
            PoolState state = new PoolState(pool, engine, nextDeployments, pools.get(pool.name()));
            if (nextPools.put(pool.name(), state) != null) {
                throw new IllegalArgumentException(
                        "pool " + pool.name() + ": two pools have this name (expected: each name once)");
            }
        }
        Peers.link(nextPools.values());
        return new RoutingTable(Collections.unmodifiableMap(nextDeployments), Collections.unmodifiableMap(nextPools));
    }

    Map<String, Deployment> deployments() {
        return deployments;
    }

    Map<String, PoolState> pools() {
        return pools;
    }

    List<Model> models() {
        return deployments.values().stream().map(Deployment::model).toList();
    }

    /** Applies the health of a model at another instance, if it is the same model of the same provider here. */
    void published(HealthExchange.Event event, long now) {
        Deployment deployment = deployments.get(event.model());
        if (deployment != null && deployment.model().provider().equals(event.provider())) {
            OperationState operationState = deployment.find(event.operation());
            if (operationState != null) {
                operationState.published(event, now);
            }
        }
    }

    Deployment deployment(String id) {
        Deployment deployment = deployments.get(id);
        if (deployment == null) {
            throw new UnknownNameException("model", id, deployments.keySet());
        }
        return deployment;
    }

    PoolState pool(@Nullable String name) {
        PoolState pool = poolOrNull(name);
        if (pool == null) {
            throw new UnknownNameException("pool", String.valueOf(name), pools.keySet());
        }
        return pool;
    }

    @Nullable
    PoolState poolOrNull(@Nullable String name) {
        return name == null ? first : pools.get(name);
    }

    @Nullable
    Pool firstPoolOf(String model) {
        return firstPools.get(model);
    }
}
