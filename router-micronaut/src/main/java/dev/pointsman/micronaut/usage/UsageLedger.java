package dev.pointsman.micronaut.usage;

import dev.pointsman.micronaut.cache.internal.CacheListener;
import dev.pointsman.micronaut.cache.internal.CachedCall;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.RouterListener;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RoutingDecision;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Usage of this instance's calls by day, tenant, key, model and goal, since its start. Bounded: days older than 62 days
 * are forgotten, and beyond 100,000 rows the keys of clients are added up. Thread-safe.
 */
public final class UsageLedger implements RouterListener, CacheListener {
    private static final int DAYS = 62;
    private static final int MOST_ROWS = 100_000;

    private final Clock clock;
    private final @Nullable TenantAdmission tenants;
    private final Map<UsageKey, UsageTotals> rows = new HashMap<>(); // guarded by this
    private LocalDate oldest = LocalDate.MIN; // guarded by this

    UsageLedger(Clock clock, @Nullable TenantAdmission tenants) {
        this.clock = clock;
        this.tenants = tenants;
    }

    /** Counts a call of a session at the model that it goes to. */
    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        if (!decision.continuesSession()) {
            return;
        }
        RouteRequest request = decision.request();
        String key = request.key() == null ? "" : request.key();
        String model = attempt.model().id();
        add(
                new UsageKey(LocalDate.now(clock), tenant(request), key, model, decision.goal()),
                decision.switchesModel() ? UsageTotals.SWITCH : UsageTotals.TURN);
    }

    @Override
    public void completed(CompletedCall call) {
        CallUsage.of(call, tenant(call.request()), LocalDate.now(clock), this::add);
    }

    @Override
    public void used(CachedCall call) {
        String model = call.model();
        if (model != null) {
            RouteRequest request = call.request();
            String key = request.key() == null ? "" : request.key();
            add(
                    new UsageKey(LocalDate.now(clock), tenant(request), key, model, call.goal()),
                    UsageTotals.cached(call.saved()));
        }
    }

    private String tenant(RouteRequest request) {
        String tenant = request.tenant();
        return tenant == null || tenants == null || tenants.tenant(tenant) == null ? "" : tenant;
    }

    private synchronized void add(UsageKey key, UsageTotals totals) {
        LocalDate least = key.day().minusDays(DAYS);
        if (oldest.isBefore(least)) {
            rows.keySet().removeIf(row -> row.day().isBefore(least));
            oldest = least;
        }
        UsageKey row = rows.size() < MOST_ROWS || rows.containsKey(key)
                ? key
                : new UsageKey(key.day(), key.tenant(), "", key.model(), key.goal());
        rows.merge(row, totals, UsageTotals::plus);
    }

    /**
     * Returns sums of usage.
     *
     * @param filter the rows to add up
     * @param group the group of a row
     * @param <G> the type of the groups
     * @return the sums by group, in the order of the groups
     */
    public synchronized <G extends Comparable<G>> Map<G, UsageTotals> sums(
            Predicate<UsageKey> filter, Function<UsageKey, G> group) {
        Map<G, UsageTotals> sums = new TreeMap<>();
        rows.forEach((key, totals) -> {
            if (filter.test(key)) {
                sums.merge(group.apply(key), totals, UsageTotals::plus);
            }
        });
        return sums;
    }
}
