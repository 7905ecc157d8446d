package dev.pointsman.replay.simulator;

import dev.pointsman.replay.simulator.SimulatedSharing.AccountLimits;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouterBuilder;
import dev.pointsman.router.RouterListener;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.tenant.ProviderLimits;
import dev.pointsman.tenant.Tenant;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.tenant.TenantBudget;
import dev.pointsman.tenant.TenantLimit;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RoutingDecision;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shared parts of the routers of one run: the store's health and usage, the limits of accounts, and a budget. */
final class SharedRun {
    /** The tenant of all calls, if there is a budget. */
    static final String TENANT = "simulated";

    private static final double RENEWAL = .05;
    private static final double PERIOD_BEGUN = 23; // the routers' periods are not the providers'
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final SimulatedSharing sharing;
    private final Simulation.Stage stage;
    private final HealthExchange health;
    private final @Nullable UsageStore usage;

    SharedRun(SimulatedSharing sharing, Simulation.Stage stage) {
        this.sharing = sharing;
        this.stage = stage;
        SimulatedStore store = sharing.store();
        this.health = store == null ? HealthExchange.NONE : store.health(stage);
        this.usage = store == null ? null : store.usage(stage, PERIOD_BEGUN);
    }

    boolean hasBudget() {
        return sharing.budget() > 0;
    }

    /** Adds the shared parts to a router; returns its limits of accounts, null if it keeps none. */
    @Nullable
    ProviderLimits addTo(ModelRouterBuilder builder, int number, double seconds) {
        builder.health(health);
        AccountLimits kept = sharing.limits();
        if (kept == AccountLimits.NONE && !hasBudget()) {
            return null;
        }
        UsageAccounts accounts = new UsageAccounts(usage == null ? UsageStore.inMemory() : usage, "router-" + number);
        ProviderLimits limits = kept == AccountLimits.NONE ? null : limits(accounts);
        if (limits != null) {
            builder.eligibility(limits.rule()).listener(new Reports(limits));
        }
        if (hasBudget()) {
            TenantAdmission tenants = new TenantAdmission(
                    List.of(tenant()), accounts, wallClock(), stage.time().nanos());
            builder.admission(tenants).eligibility(tenants.rule());
        }
        renew(accounts, seconds);
        return limits;
    }

    private ProviderLimits limits(UsageAccounts accounts) {
        Map<String, List<TenantLimit>> configured = stage.servers().stream()
                .map(SimulatedProvider::spec)
                .filter(spec -> spec.perMinute() > 0)
                .collect(Collectors.toMap(
                        ProviderSpec::account,
                        spec -> List.of(TenantLimit.requests(spec.perMinute(), MINUTE)),
                        (one, same) -> one));
        ProviderLimits limits = sharing.limits().areConfigured()
                ? new ProviderLimits(configured, accounts, stage.time().nanos())
                : new ProviderLimits();
        return sharing.limits().areLearned()
                ? limits.learning(configured.keySet(), health, stage.time()::nanos)
                : limits;
    }

    private Tenant tenant() {
        TenantBudget budget =
                TenantBudget.usd(BigDecimal.valueOf(sharing.budget()), TenantBudget.Period.DAY, ZoneOffset.UTC);
        return Tenant.builder(TENANT).budgets(budget).build();
    }

    private InstantSource wallClock() {
        return () -> BEGIN.plusNanos((long) (1e9 * stage.time().seconds()));
    }

    /** Renews the accounts until the last call has had time to end. */
    private void renew(UsageAccounts accounts, double seconds) {
        accounts.renew(stage.time().nanos());
        if (stage.time().seconds() < seconds + MINUTE.toSeconds()) {
            stage.time().in(RENEWAL, kind -> renew(accounts, seconds), 0);
        }
    }

    /** Reports of a router's attempts to the limits of accounts. */
    private record Reports(ProviderLimits limits) implements RouterListener {

        @Override
        public void decided(RoutingDecision decision, Attempt attempt) {
            limits.began(attempt.model(), decision.nowNanos());
        }

        @Override
        public void completed(CompletedCall call) {
            call.trace().attempts().forEach(attempt -> limits.ended(attempt, call.request()));
        }
    }
}
