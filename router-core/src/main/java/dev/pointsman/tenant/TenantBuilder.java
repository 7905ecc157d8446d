package dev.pointsman.tenant;

import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Pricing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builder of a {@link Tenant}; nothing is restricted by default. Not thread-safe. */
public final class TenantBuilder {
    private final String name;
    private List<String> pools = List.of();
    private AllowDenyList models = AllowDenyList.ANY;
    private AllowDenyList providers = AllowDenyList.ANY;
    private AllowDenyList regions = AllowDenyList.ANY;
    private @Nullable Goal goal;
    private @Nullable Pricing priceCeiling;
    private final List<TenantLimit> limits = new ArrayList<>();
    private final List<TenantBudget> budgets = new ArrayList<>();
    private final Map<String, List<TenantLimit>> keyLimits = new HashMap<>();

    TenantBuilder(String name) {
        this.name = name;
    }

    /**
     * Sets the only pools that its calls may name.
     *
     * @param values the names, the first one its default; default: none, which means all
     * @return this builder
     */
    public TenantBuilder pools(List<String> values) {
        pools = values;
        return this;
    }

    /**
     * Sets the models that may serve it.
     *
     * @param value the ids; default: any
     * @return this builder
     */
    public TenantBuilder models(AllowDenyList value) {
        models = value;
        return this;
    }

    /**
     * Sets the providers that may serve it.
     *
     * @param value the names; default: any
     * @return this builder
     */
    public TenantBuilder providers(AllowDenyList value) {
        providers = value;
        return this;
    }

    /**
     * Sets the regions that may serve it.
     *
     * @param value the regions; default: any
     * @return this builder
     */
    public TenantBuilder regions(AllowDenyList value) {
        regions = value;
        return this;
    }

    /**
     * Sets the goal of calls that name none.
     *
     * @param value the goal; default: null, the pool's
     * @return this builder
     */
    public TenantBuilder goal(@Nullable Goal value) {
        goal = value;
        return this;
    }

    /**
     * Sets the highest prices of models that may serve it.
     *
     * @param value prices per million tokens; default: null, none
     * @return this builder
     */
    public TenantBuilder priceCeiling(@Nullable Pricing value) {
        priceCeiling = value;
        return this;
    }

    /**
     * Adds limits of all its calls.
     *
     * @param values the limits
     * @return this builder
     */
    public TenantBuilder limits(TenantLimit... values) {
        limits.addAll(Arrays.asList(values));
        return this;
    }

    /**
     * Adds budgets of all its calls.
     *
     * @param values the budgets
     * @return this builder
     */
    public TenantBuilder budgets(TenantBudget... values) {
        budgets.addAll(Arrays.asList(values));
        return this;
    }

    /**
     * Sets further limits of the calls of a key.
     *
     * @param key the key's id
     * @param values the limits
     * @return this builder
     */
    public TenantBuilder keyLimits(String key, TenantLimit... values) {
        keyLimits.put(key, List.of(values));
        return this;
    }

    /**
     * Builds the tenant.
     *
     * @return the tenant
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Tenant build() {
        return new Tenant(name, pools, models, providers, regions, goal, priceCeiling, limits, budgets, keyLimits);
    }
}
