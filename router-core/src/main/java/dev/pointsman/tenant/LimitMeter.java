package dev.pointsman.tenant;

import dev.pointsman.admission.Admission.Refusal;
import dev.pointsman.state.UsageAccount;
import java.time.Duration;
import java.util.Set;

/** Meter of a limit per time, or of calls under way. Thread-safe. */
final class LimitMeter extends UsageMeter {
    private static final Duration NEXT_END = Duration.ofSeconds(1);

    private final TenantLimit limit;
    private final UsageAccount account;
    private final String owner;

    /** Creates a meter; the owner is named in refusals, such as {@code tenant} or {@code key ci}. */
    LimitMeter(TenantLimit limit, UsageAccount account, String owner) {
        super(unit(limit.kind()), Set.of());
        this.limit = limit;
        this.account = account;
        this.owner = owner;
    }

    private static Unit unit(TenantLimit.Kind kind) {
        return switch (kind) {
            case REQUESTS -> Unit.REQUESTS;
            case TOKENS -> Unit.TOKENS;
            case CONCURRENT -> Unit.CONCURRENT;
        };
    }

    @Override
    UsageAccount account(long now) {
        return account;
    }

    @Override
    Refusal refusal(UsageAccount of, long amount, long now) {
        String reason = limit.kind() + "-limit";
        String shown = limit.toString();
        if (amount > limit.amount()) {
            String message = "the call may need " + amount + " " + limit.kind() + ", more than the limit of its "
                    + owner + ", " + shown;
            return new Refusal(reason, message, null, Refusal.Cause.RATE, shown);
        }
        Duration wait = limit.kind() == TenantLimit.Kind.CONCURRENT ? NEXT_END : of.untilReset(now);
        Duration positive = wait.isZero() ? NEXT_END : wait;
        String left = limit.kind() == TenantLimit.Kind.CONCURRENT
                ? "all calls of the " + owner + " are under way"
                : of.left(now) + " left for its " + owner + ", again in " + ShortDuration.rounded(positive);
        return new Refusal(reason, shown + ": " + left, positive, Refusal.Cause.RATE, shown);
    }

    @Override
    TenantBalance balance(long now) {
        return new TenantBalance(
                limit.toString(),
                limit.kind().toString(),
                limit.amount(),
                account.left(now),
                limit.kind() == TenantLimit.Kind.CONCURRENT ? null : account.untilReset(now));
    }
}
