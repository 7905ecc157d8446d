package dev.pointsman.micronaut.health;

import dev.pointsman.router.ModelRouter;
import java.util.List;

/**
 * How well a router can serve at one moment. Immutable; as JSON it is a map of its components.
 *
 * <p>It looks at a plain call: tenants, regions, capabilities and prices keep nobody out here, and panic does not count
 * as serving. A pool is critical once one of the operations its models do has nobody left for it. A model whose open time
 * has passed may be tried again, so it lifts its pool from critical to degraded until that trial is under way.
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
     * The health of a router now. It reads, changes nothing, and costs a few short locks; safe for all threads.
     *
     * @param router the router
     * @return its health
     */
    public static RouterHealth of(ModelRouter router) {
        return new HealthReader(router).read();
    }
}
