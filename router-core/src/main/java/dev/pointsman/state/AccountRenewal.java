package dev.pointsman.state;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Renewal of one account: the times at which it is due, and the size of the lease. Guarded by its
 * {@link UsageAccounts}.
 *
 * <p>Of a shared store, the lease covers the usage of the next five seconds by the recent rate, and more if the store is slow.
 * At least a small part of the limit's rest is held, so that an idle instance can begin; at most a quarter of what
 * the others have not leased, so that all instances use up the limit at about the same time.
 */
final class AccountRenewal {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long SHORTAGE = SECOND / 100;
    private static final long REPORT = SECOND / 2;
    private static final long RETRY = SECOND / 4;
    private static final long IDLE = 5 * SECOND; // several renewals within a lease of 30 s
    private static final long HORIZON = 3 * SECOND; // renewed at half of it
    private static final long KEPT = SECOND / 2;
    private static final long LONGEST = 15 * SECOND;

    private final UsageAccount account;
    private final boolean shared;
    private boolean closing;
    private @Nullable LeasedShare seen;
    private long sentAt;
    private long answerTime; // between a request and the pass that saw its answer
    private double rate; // taken per nanosecond
    private long taken;
    private long observedAt;
    private boolean begun;

    AccountRenewal(UsageAccount account, boolean shared) {
        this.account = account;
        this.shared = shared;
    }

    UsageAccount account() {
        return account;
    }

    void open() {
        closing = false;
    }

    void close() {
        closing = true;
    }

    boolean isOver() {
        return closing && account.isEmpty();
    }

    /** Renews the account if that is due. */
    void renew(long now) {
        observe(now);
        if (isDue(now)) {
            renewNow(now);
        }
    }

    void renewNow(long now) {
        begun = true;
        sentAt = now;
        var unused = account.renew(target(), now);
    }

    private boolean isDue(long now) {
        long since = now - sentAt;
        LeasedShare share = account.share();
        if (!begun) {
            return true;
        }
        if (share == null || account.hasFailed()) {
            return since >= RETRY;
        }
        if (share.isReset(now) || isShort(share)) {
            return since >= SHORTAGE;
        }
        long report = shared ? REPORT : REPORT / 5;
        return since >= (closing || account.isUnreported() ? report : IDLE);
    }

    private boolean isShort(LeasedShare share) {
        return !closing
                && share.rest() > 0
                && account.available()
                        < (shared ? target() / 2 : account.limit().amount());
    }

    private void observe(long now) {
        LeasedShare share = account.share();
        if (share != null && !Objects.equals(share, seen)) {
            seen = share;
            answerTime = now - share.answeredAt();
        }
        long passed = now - observedAt;
        long takenNow = account.taken();
        if (begun && passed > 0) {
            double weight = -Math.expm1(-(double) passed / SECOND);
            rate += weight * ((double) Math.max(0, takenNow - taken) / passed - rate);
        }
        taken = takenNow;
        observedAt = now;
    }

    private long target() {
        if (closing) {
            return 0;
        }
        long amount = account.limit().amount();
        LeasedShare share = account.share();
        if (!shared) {
            return amount;
        }
        long rest = share == null ? amount : share.rest();
        long idle = Math.max(rest / 64, Math.min(rest / 8, 8));
        long horizon = Math.min(LONGEST, HORIZON + 3 * answerTime);
        long demand = Math.max(idle, (long) Math.ceil(rate * horizon));
        long available = Math.max(0, account.available());
        return Math.max(Math.min(demand, (available + rest + 3) / 4), Math.min(available, (long) (rate * KEPT)));
    }
}
