package dev.pointsman.tenant;

import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Pricing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tenant: the owner of calls, with the models that it may use, its limits and its budgets. Immutable.
 *
 * @param name its name in requests; not blank
 * @param pools the pools that its calls may name, the first one its default; empty for all
 * @param models the models that may serve it
 * @param providers the providers that may serve it
 * @param regions the regions that may serve it
 * @param goal the goal of calls that name none; null for the pool's
 * @param priceCeiling the highest prices of models that may serve it; null for none
 * @param limits the limits of all its calls
 * @param budgets the budgets of all its calls
 * @param keyLimits the further limits of the calls of its keys, by the key's id
 */
public record Tenant(
        String name,
        List<String> pools,
        AllowDenyList models,
        AllowDenyList providers,
        AllowDenyList regions,
        @Nullable Goal goal,
        @Nullable Pricing priceCeiling,
        List<TenantLimit> limits,
        List<TenantBudget> budgets,
        Map<String, List<TenantLimit>> keyLimits) {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Tenant {
        TenantChecks.require(!name.isBlank(), "name", "\"" + name + "\"", "not blank");
        pools = List.copyOf(pools);
        limits = List.copyOf(limits);
        budgets = List.copyOf(budgets);
        keyLimits = Map.copyOf(keyLimits);
    }

    /**
     * Returns a builder of a tenant without restrictions.
     *
     * @param name its name
     * @return a new builder
     */
    public static TenantBuilder builder(String name) {
        return new TenantBuilder(name);
    }

    /**
     * Returns whether its calls may name a pool.
     *
     * @param pool the pool's name
     * @return false if it is unknown to the tenant
     */
    public boolean knows(String pool) {
        return pools.isEmpty() || pools.contains(pool);
    }
}
