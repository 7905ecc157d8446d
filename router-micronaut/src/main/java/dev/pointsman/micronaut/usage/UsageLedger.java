package dev.pointsman.micronaut.usage;

import dev.pointsman.micronaut.cache.internal.CacheListener;
import dev.pointsman.micronaut.cache.internal.CachedCall;
import dev.pointsman.model.ChargeReceiver;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.RouterListener;
import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RoutingDecision;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Usage of calls by day, tenant, key, model and goal: of this instance since its start, or with a store of all instances
 * that share it. Bounded: days older than 62 days are forgotten, and beyond 100,000 rows of an instance the keys of clients
 * are added up. Thread-safe.
 */
public final class UsageLedger implements RouterListener, CacheListener, AutoCloseable {
    static final int DAYS = 62;
    private static final String PROBE = "probe";
    private static final int MOST_ROWS = 100_000;

    private final Clock clock;
    private final @Nullable TenantAdmission tenants;
    private final @Nullable UsageReporting reporting;
    private final Map<UsageKey, UsageTotals> rows = new HashMap<>(); // not yet handed over; guarded by this
    private LocalDate oldest = LocalDate.MIN; // guarded by this

    UsageLedger(Clock clock, @Nullable TenantAdmission tenants, @Nullable UsageRecordStore store) {
        this.clock = clock;
        this.tenants = tenants;
        this.reporting = store == null
                ? null
                : new UsageReporting(new UsageRecords(store), this::handOver, () -> LocalDate.now(clock));
    }

    private synchronized void handOver(UsageRecords records) {
        records.take(rows);
        rows.clear();
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
        ChargeReceiver elsewhere = reporting == null ? null : call.request().charges();
        CallUsage.of(
                call,
                tenant(call.request()),
                LocalDate.now(clock),
                elsewhere == null ? this::add : (key, totals) -> handOver(key, totals, elsewhere));
    }

    /** Hands usage of an attempt to the receiver; a run without an attempt is no call, and the call had its row before. */
    private static void handOver(UsageKey key, UsageTotals totals, ChargeReceiver receiver) {
        if (!key.model().isEmpty()) {
            receiver.used(key.day().toString(), key.row(), totals.toArray(), UsageRecords.LIFE);
        }
    }

    @Override
    public void used(CachedCall call) {
        Model model = call.model();
        if (model != null) {
            RouteRequest request = call.request();
            String key = request.key() == null ? "" : request.key();
            add(
                    new UsageKey(LocalDate.now(clock), tenant(request), key, model.id(), call.goal()),
                    UsageTotals.cached(call.saved()));
        }
    }

    private String tenant(RouteRequest request) {
        String tenant = request.tenant();
        return tenant == null || tenants == null || tenants.tenant(tenant) == null ? "" : tenant;
    }

    /**
     * Books a probe of a model, which is no call: its tokens and its price, under the goal {@code probe}.
     *
     * @param model the model
     * @param usage its tokens
     */
    public void probed(Model model, Usage usage) {
        UsageKey key = new UsageKey(LocalDate.now(clock), "", "", model.id(), PROBE);
        add(key, UsageTotals.probe(usage, model.cost(usage)));
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
     * Returns sums of usage. With a store it waits for the usage of other instances, at most two seconds; if the store
     * cannot be reached, theirs is as of the last time.
     *
     * @param filter the rows to add up
     * @param group the group of a row
     * @param <G> the type of the groups
     * @return the sums by group, in the order of the groups
     */
    public <G extends Comparable<G>> Map<G, UsageTotals> sums(Predicate<UsageKey> filter, Function<UsageKey, G> group) {
        if (reporting != null) {
            reporting.refresh();
        }
        Map<G, UsageTotals> sums = new TreeMap<>();
        BiConsumer<UsageKey, UsageTotals> add = (key, totals) -> {
            if (filter.test(key)) {
                sums.merge(group.apply(key), totals, UsageTotals::plus);
            }
        };
        visit(add);
        return sums;
    }

    private synchronized void visit(BiConsumer<UsageKey, UsageTotals> visitor) {
        rows.forEach(visitor);
        if (reporting != null) {
            reporting.records().forEach(visitor);
        }
    }

    /** Reports the usage that the store does not have yet; waits at most two seconds. */
    @Override
    public void close() {
        if (reporting != null) {
            reporting.close();
        }
    }
}
