package dev.pointsman.tenant;

import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Meters of one tenant. Immutable. */
final class TenantMeters {
    private final UsageMeter[] ofTenant;
    private final Map<String, UsageMeter[]> byKey;

    private TenantMeters(UsageMeter[] ofTenant, Map<String, UsageMeter[]> byKey) {
        this.ofTenant = ofTenant;
        this.byKey = byKey;
    }

    static TenantMeters of(Tenant tenant, UsageAccounts accounts, InstantSource wallClock, long now) {
        String id = "tenant/" + tenant.name();
        List<UsageMeter> own = new ArrayList<>();
        tenant.limits().forEach(limit -> own.add(meter(limit, id, "tenant", accounts, now)));
        tenant.budgets().forEach(budget -> own.add(new BudgetMeter(tenant.name(), budget, accounts, wallClock, now)));
        Map<String, UsageMeter[]> byKey = new HashMap<>();
        tenant.keyLimits().forEach((key, limits) -> {
            List<UsageMeter> all = new ArrayList<>(own);
            limits.forEach(limit -> all.add(meter(limit, id + "/key/" + key, "key " + key, accounts, now)));
            byKey.put(key, all.toArray(new UsageMeter[0]));
        });
        return new TenantMeters(own.toArray(new UsageMeter[0]), byKey);
    }

    private static UsageMeter meter(TenantLimit limit, String owner, String shown, UsageAccounts accounts, long now) {
        String id = owner + "/" + limit.kind()
                + (limit.kind() == TenantLimit.Kind.CONCURRENT
                        ? ""
                        : "/" + limit.period().toSeconds());
        return new LimitMeter(
                limit, accounts.open(new UsageStore.Limit(id, limit.amount(), limit.period()), now), shown);
    }

    /** Returns those of calls without a key that has limits. */
    UsageMeter[] ofTenant() {
        return ofTenant;
    }

    /** Returns those of calls with a key, the tenant's among them, by the key's id. */
    Map<String, UsageMeter[]> byKey() {
        return byKey;
    }

    /** Returns the most meters of one call. */
    int most() {
        return byKey.values().stream().mapToInt(all -> all.length).reduce(ofTenant.length, Math::max);
    }
}
