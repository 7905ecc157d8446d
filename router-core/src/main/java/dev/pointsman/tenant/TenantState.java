package dev.pointsman.tenant;

import dev.pointsman.admission.Admission;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.state.UsageAccount;
import dev.pointsman.trace.AttemptRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tenant with its meters. Thread-safe. */
final class TenantState {
    private static final double TYPICAL_PROMPT = 1000;
    private static final double TYPICAL_ANSWER = 300;
    private static final double SLOW = .05;

    private final Tenant tenant;
    private final UsageMeter[] meters;
    private final Map<String, UsageMeter[]> keyMeters;
    private final boolean redirects;
    private final boolean admitsWithoutStore;
    private final PermitPool permits;
    private final PoolPrices prices = new PoolPrices();
    // Means of its calls; racy, a lost update of a mean does not matter.
    private volatile double meanInput = TYPICAL_PROMPT;
    private volatile double meanOutput = TYPICAL_ANSWER;

    TenantState(Tenant tenant, TenantMeters meters, boolean admitsWithoutStore) {
        this.tenant = tenant;
        this.meters = meters.ofTenant();
        this.keyMeters = new HashMap<>(meters.byKey());
        this.admitsWithoutStore = admitsWithoutStore;
        this.permits = new PermitPool(() -> new CallPermit(this, meters.most()));
        boolean any = false;
        for (UsageMeter meter : this.meters) {
            any |= meter.poolWhenSpent() != null || !meter.models().isEmpty();
        }
        this.redirects = any;
    }

    Tenant tenant() {
        return tenant;
    }

    UsageMeter[] meters() {
        return meters;
    }

    private UsageMeter[] meters(@Nullable String key) {
        UsageMeter[] known = key == null ? null : keyMeters.get(key);
        return known == null ? meters : known;
    }

    Admission.Result admit(RouteRequest request, List<Model> models, long now) {
        UsageMeter[] all = meters(request.key());
        if (all.length == 0) {
            return Admission.Permit.FREE;
        }
        int input = input(request);
        int output = output(request);
        CallPermit permit = permits.acquire().begin(input, output);
        for (UsageMeter meter : all) {
            if (meter.counts(request, models)) {
                long amount = amount(meter, request, models, input, output);
                UsageAccount account = meter.account(now);
                if (account.reserve(amount, now)) {
                    permit.add(meter, account, amount);
                } else if (meter.poolWhenSpent() != null || isUnknown(account, amount, now)) {
                    permit.add(meter, account, 0);
                } else {
                    permit.cancel();
                    permits.release(permit);
                    return meter.refusal(account, amount, now);
                }
            }
        }
        return permit;
    }

    /** Returns whether calls are admitted because the store cannot be reached. */
    private boolean isUnknown(UsageAccount account, long amount, long now) {
        return admitsWithoutStore && account.isStoreGone(now) && !account.isUsedUp(amount, now);
    }

    private long amount(UsageMeter meter, RouteRequest request, List<Model> models, int input, int output) {
        return switch (meter.unit()) {
            case REQUESTS, CONCURRENT -> 1;
            case TOKENS -> (long) input + output;
            case MICRO_DOLLARS -> prices.micros(meter, request, models, input, output);
        };
    }

    private int input(RouteRequest request) {
        return request.estimatedInputTokens() > 0 ? request.estimatedInputTokens() : (int) meanInput;
    }

    private int output(RouteRequest request) {
        int expected = request.expectedOutputTokens() > 0 ? request.expectedOutputTokens() : (int) meanOutput;
        return request.maxTokens() > 0 ? Math.min(expected, request.maxTokens()) : expected;
    }

    void settled(CallPermit permit, List<AttemptRecord> attempts) {
        permits.release(permit);
        int last = attempts.size() - 1;
        Usage usage = last < 0 ? Usage.UNKNOWN : attempts.get(last).usage();
        if (usage.isKnown()) {
            double input = meanInput;
            double output = meanOutput;
            meanInput = input + (usage.inputTokens() - input) * SLOW;
            meanOutput = output + (usage.outputTokens() - output) * SLOW;
        }
    }

    /** Returns a request with the tenant's goal, and with another pool or without models if their budget is spent. */
    RouteRequest prepare(RouteRequest asked, Admission.Pools pools, long now) {
        RouteRequest request = asked;
        String pool = asked.pool();
        if (pool != null && !tenant.knows(pool)) {
            throw new IllegalArgumentException(
                    "pool: " + pool + " (expected: one of " + String.join(", ", tenant.pools()) + ")");
        }
        boolean ownPool = pool == null && !tenant.pools().isEmpty();
        boolean ownGoal = asked.goal() == null && tenant.goal() != null;
        if (ownPool || ownGoal) {
            request = asked.toBuilder()
                    .pool(ownPool ? tenant.pools().get(0) : pool)
                    .goal(ownGoal ? tenant.goal() : asked.goal())
                    .build();
        }
        return redirects ? redirect(request, pools, now) : request;
    }

    private RouteRequest redirect(RouteRequest asked, Admission.Pools pools, long now) {
        RouteRequest request = asked;
        for (UsageMeter meter : meters) {
            String other = meter.poolWhenSpent();
            if (other == null && meter.models().isEmpty()) {
                continue;
            }
            List<Model> models = pools.models(request.pool());
            if (meter.counts(request, models) && isSpent(meter, request, models, now)) {
                if (other != null && !other.equals(request.pool())) {
                    return request.toBuilder()
                            .pool(other)
                            .models(AllowDenyList.ANY)
                            .degraded(true)
                            .build();
                } else if (other == null && !meter.countsAll(request, models)) {
                    request = request.toBuilder()
                            .models(without(request.models(), meter.models()))
                            .build();
                }
            }
        }
        return request;
    }

    private boolean isSpent(UsageMeter meter, RouteRequest request, List<Model> models, long now) {
        UsageAccount account = meter.account(now);
        long amount = amount(meter, request, models, input(request), output(request));
        return account.left(now) < amount && !isUnknown(account, amount, now);
    }

    private static AllowDenyList without(AllowDenyList models, Set<String> spent) {
        Set<String> denied = new HashSet<>(models.denied());
        denied.addAll(spent);
        return new AllowDenyList(models.allowed(), denied);
    }
}
