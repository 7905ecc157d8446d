package dev.pointsman.micronaut.health;

import java.util.List;

/**
 * State of one pool. Immutable.
 *
 * @param pool its name
 * @param state its health
 * @param models its models tier by tier, in the pool's order; one entry for each operation of a model
 */
public record PoolHealth(String pool, HealthLevel state, List<ModelHealth> models) {

    /** Copies the list. */
    public PoolHealth {
        models = List.copyOf(models);
    }
}
