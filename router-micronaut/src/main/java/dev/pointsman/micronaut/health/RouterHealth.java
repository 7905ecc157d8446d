package dev.pointsman.micronaut.health;

import dev.pointsman.router.ModelRouter;
import java.util.List;

/**
 * Health of a router. Immutable; as JSON it is a map of its components.
 *
 * <p>It applies to a call without constraints: tenants, regions, capabilities and prices are ignored, and panic does
 * not count as available. A pool is critical if one of its operations has no available model. A model whose open time
 * has passed may have its trial, so its pool is degraded instead of critical until the trial starts.
 *
 * @param state the worst state of a pool
 * @param pools the pools, the default one first
 */
public record RouterHealth(HealthLevel state, List<PoolHealth> pools) {

    /** Copies the list. */
    public RouterHealth {
        pools = List.copyOf(pools);
    }

    /**
     * Returns the current health of a router. Read-only, with a few short locks; thread-safe.
     *
     * @param router the router
     * @return its health
     */
    public static RouterHealth of(ModelRouter router) {
        return new HealthReader(router).read();
    }
}
