package dev.pointsman.micronaut.health;

import java.util.List;

/**
 * One pool at one moment. Immutable.
 *
 * @param pool its name
 * @param state how well it can serve
 * @param models its models tier by tier, in the pool's order; one entry for each operation of a model
 */
public record PoolHealth(String pool, HealthLevel state, List<ModelHealth> models) {

    /** Copies the list. */
    public PoolHealth {
        models = List.copyOf(models);
    }
}
