package dev.pointsman.tenant;

import dev.pointsman.admission.Admission;
import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.state.UsageAccounts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Admission of calls by the policies, limits and budgets of tenants. A call reserves its estimate, the prompt's and the
 * answer's expected tokens, of each limit and budget that counts it, and is settled with its usage at its end. Calls
 * without a tenant, and of tenants that are not configured, are admitted without limits. Thread-safe; never waits.
 *
 * <pre>{@code
 * UsageAccounts accounts = new UsageAccounts(UsageStore.inMemory(), "instance-1");
 * TenantAdmission tenants = new TenantAdmission(List.of(acme), accounts, wallClock, clock.nanos());
 * ModelRouter router = ModelRouter.builder().clock(clock).admission(tenants).eligibility(tenants.rule())...build();
 * }</pre>
 *
 * <p>{@link #maintain} is called every second by a background thread.
 */
public final class TenantAdmission implements Admission {
    private final Map<String, TenantState> tenants;
    private final EligibilityRule rule = new TenantRule(this::tenant);

    /**
     * Creates the admission; calls are admitted while the store of usage cannot be reached.
     *
     * @param tenants the tenants; each name once
     * @param accounts the accounts of limits and budgets
     * @param wallClock the clock of the calendar
     * @param nowNanos the time of the router's clock
     */
    public TenantAdmission(Collection<Tenant> tenants, UsageAccounts accounts, InstantSource wallClock, long nowNanos) {
        this(tenants, accounts, wallClock, true, nowNanos);
    }

    /**
     * Creates the admission.
     *
     * @param tenants the tenants; each name once
     * @param accounts the accounts of limits and budgets
     * @param wallClock the clock of the calendar
     * @param admitsWithoutStore whether calls are admitted when the leased shares are used up and the store of usage cannot
     *     be reached; they are settled when it is back
     * @param nowNanos the time of the router's clock
     */
    public TenantAdmission(
            Collection<Tenant> tenants,
            UsageAccounts accounts,
            InstantSource wallClock,
            boolean admitsWithoutStore,
            long nowNanos) {
        this.tenants = new ConcurrentHashMap<>();
        tenants.forEach(tenant -> this.tenants.put(
                tenant.name(),
                new TenantState(tenant, TenantMeters.of(tenant, accounts, wallClock, nowNanos), admitsWithoutStore)));
    }

    /**
     * Returns the rule that excludes the models that a tenant may not use; for the same router.
     *
     * @return the rule, always the same
     */
    public EligibilityRule rule() {
        return rule;
    }

    /**
     * Returns a tenant.
     *
     * @param name its name; null for none
     * @return the tenant; null if it is not configured
     */
    public @Nullable Tenant tenant(@Nullable String name) {
        TenantState state = state(name);
        return state == null ? null : state.tenant();
    }

    /**
     * Returns the names of the tenants.
     *
     * @return the names, in their alphabetical order
     */
    public Set<String> names() {
        return new TreeSet<>(tenants.keySet());
    }

    /**
     * Returns whether a model may serve a tenant at all, and its calls may name it.
     *
     * @param tenant the tenant's name; null for none
     * @param model the model
     * @return false if the model is unknown to the tenant
     */
    public boolean admits(@Nullable String tenant, Model model) {
        Tenant policy = tenant(tenant);
        return (model.tenants().isEmpty() || (tenant != null && model.tenants().contains(tenant)))
                && (policy == null || TenantRule.admits(policy, model));
    }

    private @Nullable TenantState state(@Nullable String name) {
        return name == null ? null : tenants.get(name);
    }

    @Override
    public RouteRequest prepare(RouteRequest request, Pools pools, long nowNanos) {
        TenantState state = state(request.tenant());
        return state == null ? request : state.prepare(request, pools, nowNanos);
    }

    @Override
    public Result admit(RouteRequest request, long nowNanos) {
        return admit(request, List.of(), nowNanos);
    }

    @Override
    public Result admit(RouteRequest request, List<Model> models, long nowNanos) {
        TenantState state = state(request.tenant());
        return state == null ? Permit.FREE : state.admit(request, models, nowNanos);
    }

    /**
     * Opens the next periods of budgets, closes past ones, and notifies the listener of warning marks.
     *
     * @param listener the listener
     * @param nowNanos the time
     */
    public void maintain(TenantListener listener, long nowNanos) {
        for (TenantState state : tenants.values()) {
            for (UsageMeter meter : state.meters()) {
                if (meter instanceof BudgetMeter budget) {
                    List<Double> marks = budget.maintain(nowNanos);
                    String name = state.tenant().name();
                    marks.forEach(mark -> listener.warned(name, budget.budget(), mark, budget.spent(nowNanos)));
                }
            }
        }
    }

    /**
     * Returns the state of the limits and budgets of a tenant.
     *
     * @param name the tenant's name
     * @param nowNanos the time
     * @return one per limit, then one per budget; empty if the tenant is not configured
     */
    public List<TenantBalance> balances(String name, long nowNanos) {
        TenantState state = state(name);
        List<TenantBalance> balances = new ArrayList<>();
        if (state != null) {
            for (UsageMeter meter : state.meters()) {
                balances.add(meter.balance(nowNanos));
            }
        }
        return balances;
    }
}
