package dev.pointsman.tenant;

/** Receiver of events of tenants' budgets. Must be thread-safe; exceptions are passed to the caller of the maintenance. */
@FunctionalInterface
public interface TenantListener {

    /**
     * Called once per period when a budget has reached a warning mark.
     *
     * @param tenant the tenant's name
     * @param budget the budget
     * @param mark the share of the amount, from {@link TenantBudget#warnAt}
     * @param spent the spent and leased amount, in the budget's unit
     */
    void warned(String tenant, TenantBudget budget, double mark, long spent);
}
