package dev.pointsman.tenant;

import dev.pointsman.admission.Admission.Refusal;
import dev.pointsman.state.UsageAccount;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Meter of a budget: one account for each period of the calendar. Thread-safe. */
final class BudgetMeter extends UsageMeter {
    private static final Duration AHEAD = Duration.ofSeconds(60);
    private static final Duration BEHIND = Duration.ofMinutes(2);

    private final TenantBudget budget;
    private final String id;
    private final UsageAccounts accounts;
    private final InstantSource wallClock;
    private volatile Current current; // written while guarded by this
    private @Nullable UsageAccount previous; // guarded by this, as all below
    private int warnings; // marks of the current period that were reached

    /** Account of a period and the time of its end. */
    private record Current(BudgetPeriod period, UsageAccount account, long endsAt) {}

    BudgetMeter(String tenant, TenantBudget budget, UsageAccounts accounts, InstantSource wallClock, long now) {
        super(budget.unit() == TenantBudget.Unit.TOKENS ? Unit.TOKENS : Unit.MICRO_DOLLARS, budget.models());
        this.budget = budget;
        this.id = "tenant/" + tenant + "/" + budget.id() + "/";
        this.accounts = accounts;
        this.wallClock = wallClock;
        this.current = at(wallClock.instant(), now);
    }

    TenantBudget budget() {
        return budget;
    }

    private Current at(Instant wall, long now) {
        BudgetPeriod period = BudgetPeriod.at(budget.period(), budget.zone(), wall);
        return new Current(
                period,
                open(period, now),
                now + Duration.between(wall, period.end()).toNanos());
    }

    private UsageAccount open(BudgetPeriod period, long now) {
        return accounts.open(new UsageStore.Limit(id + period.id(), budget.amount(), period.length()), now);
    }

    @Override
    UsageAccount account(long now) {
        Current known = current;
        return now - known.endsAt < 0 ? known.account : next(now);
    }

    private synchronized UsageAccount next(long now) {
        if (now - current.endsAt >= 0) {
            Current next = at(wallClock.instant(), now);
            if (!next.period.equals(current.period)) { // the wall clock may be behind
                previous = current.account;
                warnings = 0;
            }
            current = next;
        }
        return current.account;
    }

    /**
     * Adapts to changes of the wall clock, opens the next period's account ahead, closes the previous one, and returns
     * the warning marks that were reached since the last time.
     */
    synchronized List<Double> maintain(long now) {
        Instant wall = wallClock.instant();
        BudgetPeriod period = BudgetPeriod.at(budget.period(), budget.zone(), wall);
        if (period.equals(current.period)) {
            Duration left = Duration.between(wall, period.end());
            current = new Current(period, current.account, now + left.toNanos());
            if (left.compareTo(AHEAD) < 0) {
                UsageAccount ahead = open(BudgetPeriod.at(budget.period(), budget.zone(), period.end()), now);
                ahead.free(now); // leased before its first call
            }
        } else {
            next(now);
        }
        UsageAccount old = previous;
        if (old != null && Duration.between(current.period.start(), wall).compareTo(BEHIND) > 0) {
            previous = null;
            accounts.close(old, now);
        }
        return marks(now);
    }

    private List<Double> marks(long now) {
        int before = warnings;
        while (warnings < budget.warnAt().size()
                && spent(now) >= budget.warnAt().get(warnings) * budget.amount()) {
            warnings++;
        }
        return budget.warnAt().subList(before, warnings);
    }

    /** Returns the spent and leased part of the budget. */
    long spent(long now) {
        UsageAccount account = account(now);
        return account.isLeased(now) ? Math.max(0, budget.amount() - account.left(now)) : 0;
    }

    @Override
    @Nullable
    String poolWhenSpent() {
        return budget.poolWhenSpent();
    }

    @Override
    Refusal refusal(UsageAccount of, long amount, long now) {
        Duration wait = Duration.ofNanos(Math.max(1, current.endsAt - now));
        String message = "budget " + budget + ": " + budget.text(of.left(now)) + " left of "
                + budget.text(budget.amount()) + ", again in " + ShortDuration.rounded(wait);
        return new Refusal("budget-spent", message, wait, Refusal.Cause.BUDGET, budget.toString());
    }

    @Override
    TenantBalance balance(long now) {
        UsageAccount account = account(now);
        return new TenantBalance(
                budget.toString(),
                budget.unit() == TenantBudget.Unit.TOKENS ? "tokens" : "micro-dollars",
                budget.amount(),
                account.left(now),
                Duration.ofNanos(Math.max(0, current.endsAt - now)));
    }
}
