package dev.pointsman.tenant;

import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.state.UsageAccount;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.trace.AttemptRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits of the accounts at providers, kept ahead of their refusals: models of a provider whose requests or tokens per time
 * are used up by all instances together are excluded until its period ends. Thread-safe; never waits.
 *
 * <p>Attempts are reported to it: their beginning counts as a request, their usage as tokens. While the store of usage
 * cannot be reached, nothing is excluded.
 */
public final class ProviderLimits {
    private final Map<String, List<LimitedUsage>> byProvider = new HashMap<>();
    private final EligibilityRule rule = new LimitRule();

    /** Limit with its account. */
    private record LimitedUsage(TenantLimit limit, UsageAccount account) {

        boolean isUsedUp(RouteRequest request, long now) {
            long amount = limit.kind() == TenantLimit.Kind.TOKENS
                    ? Math.max(1, request.estimatedInputTokens() + (long) request.expectedOutputTokens())
                    : 1;
            return account.left(now) < amount && !account.isStoreGone(now);
        }
    }

    /**
     * Creates the limits.
     *
     * @param limits the limits of requests and tokens, by the provider's name
     * @param accounts the accounts of limits
     * @param nowNanos the time of the router's clock
     * @throws IllegalArgumentException if a limit is of calls under way
     */
    public ProviderLimits(Map<String, List<TenantLimit>> limits, UsageAccounts accounts, long nowNanos) {
        limits.forEach((provider, all) -> {
            List<LimitedUsage> own = new ArrayList<>();
            for (TenantLimit limit : all) {
                TenantChecks.require(limit.kind() != TenantLimit.Kind.CONCURRENT, "limit", limit, "requests or tokens");
                String id = "provider/" + provider + "/" + limit.kind() + "/"
                        + limit.period().toSeconds();
                own.add(new LimitedUsage(
                        limit, accounts.open(new UsageStore.Limit(id, limit.amount(), limit.period()), nowNanos)));
            }
            byProvider.put(provider, own);
        });
    }

    /**
     * Returns the rule that excludes models of providers whose limits are used up.
     *
     * @return the rule, always the same
     */
    public EligibilityRule rule() {
        return rule;
    }

    /**
     * Reports the beginning of an attempt.
     *
     * @param model the model
     */
    public void began(Model model) {
        settle(model, TenantLimit.Kind.REQUESTS, 1);
    }

    /**
     * Reports the end of an attempt.
     *
     * @param attempt the attempt
     * @param request the request of its call
     */
    public void ended(AttemptRecord attempt, RouteRequest request) {
        settle(
                attempt.model(),
                TenantLimit.Kind.TOKENS,
                AttemptCharges.input(attempt, request.estimatedInputTokens())
                        + AttemptCharges.output(attempt, request.expectedOutputTokens()));
    }

    private void settle(Model model, TenantLimit.Kind kind, long used) {
        List<LimitedUsage> own = byProvider.get(model.provider());
        if (own != null && used > 0) {
            for (LimitedUsage one : own) {
                if (one.limit.kind() == kind) {
                    one.account.settle(0, used);
                }
            }
        }
    }

    /** Rule of the limits. */
    private final class LimitRule implements EligibilityRule {

        @Override
        public String id() {
            return "provider-limit";
        }

        @Override
        public Dependence dependence() {
            return Dependence.TIME;
        }

        @Override
        public boolean excludes(Model model, RouteRequest request, long nowNanos) {
            List<LimitedUsage> own = byProvider.get(model.provider());
            if (own != null) {
                for (int i = 0; i < own.size(); i++) {
                    if (own.get(i).isUsedUp(request, nowNanos)) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public String detail(Model model, RouteRequest request, long nowNanos) {
            for (LimitedUsage one : byProvider.getOrDefault(model.provider(), List.of())) {
                if (one.isUsedUp(request, nowNanos)) {
                    return "the provider's limit is used up, again in "
                            + ShortDuration.rounded(one.account.untilReset(nowNanos));
                }
            }
            return "the provider's limit was used up";
        }
    }
}
