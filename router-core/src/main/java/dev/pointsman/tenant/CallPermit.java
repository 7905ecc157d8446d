package dev.pointsman.tenant;

import dev.pointsman.admission.Admission;
import dev.pointsman.model.ChargeReceiver;
import dev.pointsman.state.UsageAccount;
import dev.pointsman.state.UsageStore;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CompletedCall;
import java.util.List;

/** Reservations of one admitted call; reused after their settlement. Used by one thread at a time. */
final class CallPermit implements Admission.Permit {
    private static final double MICRO = 1e6;

    private final TenantState owner;
    private final UsageMeter[] meters;
    private final UsageAccount[] accounts;
    private final long[] reserved;
    private int size;
    private int input;
    private int output;

    CallPermit(TenantState owner, int most) {
        this.owner = owner;
        this.meters = new UsageMeter[most];
        this.accounts = new UsageAccount[most];
        this.reserved = new long[most];
    }

    /** Begins a call of estimated lengths. */
    CallPermit begin(int inputTokens, int outputTokens) {
        size = 0;
        input = inputTokens;
        output = outputTokens;
        return this;
    }

    void add(UsageMeter meter, UsageAccount account, long amount) {
        meters[size] = meter;
        accounts[size] = account;
        reserved[size] = amount;
        size++;
    }

    /** Gives everything back. */
    void cancel() {
        for (int i = 0; i < size; i++) {
            accounts[i].settle(reserved[i], 0);
        }
        size = 0;
    }

    @Override
    public void settle(CompletedCall call, long nowNanos) {
        List<AttemptRecord> attempts = call.trace().attempts();
        ChargeReceiver elsewhere = call.request().charges();
        for (int i = 0; i < size; i++) {
            long used = used(meters[i], attempts);
            if (elsewhere != null && meters[i] instanceof BudgetMeter) {
                settleElsewhere(accounts[i], reserved[i], used, elsewhere);
            } else {
                accounts[i].settle(reserved[i], used);
            }
        }
        size = 0;
        owner.settled(this, attempts);
    }

    private static void settleElsewhere(UsageAccount account, long reserved, long used, ChargeReceiver receiver) {
        account.settleElsewhere(reserved, used);
        if (used > 0) {
            UsageStore.Limit limit = account.limit();
            receiver.spent(limit.id(), limit.amount(), limit.period(), used);
        }
    }

    private long used(UsageMeter meter, List<AttemptRecord> attempts) {
        return switch (meter.unit()) {
            case REQUESTS -> 1;
            case CONCURRENT -> 0;
            case TOKENS -> tokens(meter, attempts);
            case MICRO_DOLLARS -> micros(meter, attempts);
        };
    }

    private long tokens(UsageMeter meter, List<AttemptRecord> attempts) {
        long tokens = 0;
        for (int i = 0; i < attempts.size(); i++) {
            AttemptRecord attempt = attempts.get(i);
            if (meter.counts(attempt.model())) {
                tokens += AttemptCharges.input(attempt, input) + AttemptCharges.output(attempt, output);
            }
        }
        return tokens;
    }

    private long micros(UsageMeter meter, List<AttemptRecord> attempts) {
        double dollars = 0;
        for (int i = 0; i < attempts.size(); i++) {
            AttemptRecord attempt = attempts.get(i);
            double cost = meter.counts(attempt.model()) ? AttemptCharges.cost(attempt, input, output) : 0;
            dollars += Double.isNaN(cost) ? 0 : cost; // without a price nothing can be counted
        }
        return Math.round(dollars * MICRO);
    }
}
