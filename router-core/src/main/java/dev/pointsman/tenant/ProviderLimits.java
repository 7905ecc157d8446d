package dev.pointsman.tenant;

import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.HealthExchange.Event;
import dev.pointsman.state.RateLimitReading;
import dev.pointsman.state.UsageAccount;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.trace.AttemptRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the accounts at providers, kept ahead of their refusals: models of a provider whose requests or tokens per time
 * are used up by all instances together are excluded until its period ends, and strategies see how much is left, so that
 * they send less before. Limits are configured, or learned from what a provider reports with its answers. Thread-safe;
 * never waits.
 *
 * <p>Attempts are reported to it: their beginning counts as a request, their usage as tokens. While the store of usage
 * cannot be reached, configured limits exclude nothing.
 *
 * <p>Learned limits are those of an account and a model's name. A provider counts all users of the account, other instances
 * among them; between its answers the instances tell each other what is left.
 */
public final class ProviderLimits {
    private final Map<String, List<LimitedUsage>> byProvider = new HashMap<>();
    private final Map<String, Map<String, LearnedLimits>> learned = new HashMap<>(); // inner ones are concurrent
    private final EligibilityRule rule = new LimitRule();
    private Consumer<Event> channel = event -> {};

    /** Limit with its account. */
    private record LimitedUsage(TenantLimit limit, UsageAccount account) {

        private long need(RouteRequest request) {
            return limit.kind() == TenantLimit.Kind.TOKENS
                    ? Math.max(1, request.estimatedInputTokens() + (long) request.expectedOutputTokens())
                    : 1;
        }

        boolean isUsedUp(RouteRequest request, long now) {
            return account.left(now) < need(request) && !account.isStoreGone(now);
        }

        double headroom(long now) {
            return account.isStoreGone(now) ? 1 : (double) account.left(now) / limit.amount();
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

    /** Creates an object without configured limits, for {@link #learning}. */
    public ProviderLimits() {}

    /**
     * Learns limits as well, from {@link #told}. To be called once, before its rule is used.
     *
     * @param providers the providers whose limits are learned
     * @param exchange the exchange with other instances
     * @param clock the router's clock
     * @return this
     */
    public ProviderLimits learning(Set<String> providers, HealthExchange exchange, LongSupplier clock) {
        providers.forEach(provider -> learned.put(provider, new ConcurrentHashMap<>()));
        if (exchange != HealthExchange.NONE) {
            channel = exchange.join(event -> received(event, clock.getAsLong()));
        }
        return this;
    }

    /**
     * Returns whether limits are learned for a provider.
     *
     * @param provider the provider's name
     * @return true if {@link #told} is of use
     */
    public boolean isLearning(String provider) {
        return learned.containsKey(provider);
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
     * @param nowNanos the time
     */
    public void began(Model model, long nowNanos) {
        settle(model, TenantLimit.Kind.REQUESTS, 1);
        LearnedLimits own = learned(model.provider(), model.name());
        if (own != null) {
            own.began(nowNanos);
        }
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

    /**
     * Reports what a provider says with an answer of the limits of its account.
     *
     * @param model the model
     * @param readings the readings; ignored for providers whose limits are not learned
     * @param sentNanos the time at which the request was sent
     * @param nowNanos the time
     */
    public void told(Model model, List<RateLimitReading> readings, long sentNanos, long nowNanos) {
        LearnedLimits own = learned(model.provider(), model.name());
        if (own != null) {
            for (RateLimitReading reading : readings) {
                own.told(reading, sentNanos);
                Duration left = reading.resets().minusNanos(nowNanos - sentNanos);
                if (own.isNews(reading) && !left.isNegative() && !left.isZero()) {
                    channel.accept(new Event(
                            model.name(), model.provider(), Operation.CHAT, Event.Kind.ALLOWANCE, left, reading));
                }
            }
        }
    }

    private void received(Event event, long now) {
        RateLimitReading reading = event.reading();
        LearnedLimits own = reading == null ? null : learned(event.provider(), event.model());
        if (reading != null && own != null) {
            own.told(reading, now - reading.resets().minus(event.left()).toNanos());
        }
    }

    private @Nullable LearnedLimits learned(String provider, String name) {
        Map<String, LearnedLimits> models = learned.get(provider);
        if (models == null) {
            return null;
        }
        LearnedLimits known = models.get(name);
        return known == null ? models.computeIfAbsent(name, first -> new LearnedLimits()) : known;
    }

    private void settle(Model model, TenantLimit.Kind kind, long used) {
        List<LimitedUsage> own = byProvider.get(model.provider());
        if (own != null && used > 0) {
            for (int i = 0; i < own.size(); i++) {
                LimitedUsage one = own.get(i);
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
            LearnedLimits reported = learned(model.provider(), model.name());
            return reported != null && reported.isUsedUp(request, nowNanos);
        }

        @Override
        public boolean hasHeadroom() {
            return true;
        }

        @Override
        public double headroom(Model model, RouteRequest request, long nowNanos) {
            LearnedLimits reported = learned(model.provider(), model.name());
            double least = reported == null ? 1 : reported.headroom(request, nowNanos);
            List<LimitedUsage> own = byProvider.get(model.provider());
            if (own != null) {
                for (int i = 0; i < own.size(); i++) {
                    least = Math.min(least, own.get(i).headroom(nowNanos));
                }
            }
            return least;
        }

        @Override
        public String detail(Model model, RouteRequest request, long nowNanos) {
            for (LimitedUsage one : byProvider.getOrDefault(model.provider(), List.of())) {
                if (one.isUsedUp(request, nowNanos)) {
                    return "the provider's limit is used up, again in "
                            + ShortDuration.rounded(one.account.untilReset(nowNanos));
                }
            }
            LearnedLimits reported = learned(model.provider(), model.name());
            return reported != null && reported.isUsedUp(request, nowNanos)
                    ? "the provider's limit, as it reports, is used up, again in "
                            + ShortDuration.rounded(reported.untilReset(request, nowNanos))
                    : "the provider's limit was used up";
        }
    }
}
