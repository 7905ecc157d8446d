package dev.pointsman.router;

import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.stats.internal.ModelEstimates;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hedge delay and hedge budget of a pool. */
final class HedgeBudget {
    // The 95th percentile over the mean of a log-normal with σ = .35: exp(1.645 σ - σ²/2).
    private static final double P95_OVER_MEAN = Math.exp(1.645 * .35 - .5 * .35 * .35);
    private static final double WINDOW_SECONDS = 3600;

    private final HedgePolicy policy;
    private final RetryBudget budget;

    HedgeBudget(HedgePolicy policy) {
        this.policy = policy;
        this.budget = new RetryBudget(policy.budget(), 0, WINDOW_SECONDS);
    }

    boolean isEnabled() {
        return policy.enabled();
    }

    void called(long now) {
        if (policy.enabled()) {
            budget.call(now);
        }
    }

    @Nullable
    Duration after(Attempt attempt, long now) {
        if (!policy.enabled() || policy.after() != null) {
            return policy.enabled() ? policy.after() : null;
        }
        ModelEstimates estimates = new ModelEstimates();
        attempt.operationState().statistics().read(now, estimates);
        return Duration.ofNanos((long) (estimates.ttft() * P95_OVER_MEAN * 1e9));
    }

    boolean pay(long now) {
        return policy.enabled() && budget.withdraw(now);
    }

    double left(long now) {
        return policy.enabled() ? budget.left(now) : 0;
    }

    void takeBack(long now) {
        budget.giveBack(now, now);
    }
}
