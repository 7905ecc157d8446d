package dev.pointsman.policy.internal;

import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.stats.internal.ModelEstimates;
import dev.pointsman.stats.internal.ModelStatistics;
import dev.pointsman.stats.internal.PromptLoad;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hedge delay and hedge budget of a pool. */
public final class HedgeBudget {
    // The 95th percentile over the mean of a log-normal with σ = .35: exp(1.645 σ - σ²/2).
    private static final double P95_OVER_MEAN = Math.exp(1.645 * .35 - .5 * .35 * .35);
    private static final double WINDOW_SECONDS = 3600;

    private final HedgePolicy policy;
    private final RetryBudget budget;

    public HedgeBudget(HedgePolicy policy) {
        this.policy = policy;
        this.budget = new RetryBudget(policy.budget(), 0, WINDOW_SECONDS);
    }

    public boolean isEnabled() {
        return policy.enabled();
    }

    public void called(long now) {
        if (policy.enabled()) {
            budget.call(now);
        }
    }

    /**
     * Returns the time to wait for an attempt at a model before hedging, longer by what it takes to read the prompt; null if
     * the pool does not hedge.
     */
    public @Nullable Duration after(ModelStatistics statistics, PromptLoad load, long now) {
        if (!policy.enabled()) {
            return null;
        }
        Duration given = policy.after();
        if (given != null) {
            return given.plusNanos((long) (load.unreadSeconds() * P95_OVER_MEAN * 1e9));
        }
        ModelEstimates estimates = new ModelEstimates();
        statistics.read(now, estimates);
        return Duration.ofNanos((long) ((estimates.ttft() + load.unreadSeconds()) * P95_OVER_MEAN * 1e9));
    }

    public boolean pay(long now) {
        return policy.enabled() && budget.withdraw(now);
    }

    public double left(long now) {
        return policy.enabled() ? budget.left(now) : 0;
    }

    public void takeBack(long now) {
        budget.giveBack(now, now);
    }
}
