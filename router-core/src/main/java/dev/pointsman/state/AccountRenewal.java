package dev.pointsman.state;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Renewal of one account: the times at which it is due, and the size of the lease. Guarded by its
 * {@link UsageAccounts}.
 *
 * <p>Of a shared store, the lease covers the usage of the next three seconds by the recent rate, and more if the store is slow.
 * At least a small part of the limit's rest is held, so that an idle instance can begin; at most a quarter of what
 * the others have not leased, so that all instances use up the limit at about the same time. Shortly before the period
 * ends, the usage of the next one's beginning is leased ahead, so that no call waits for the store's answer then.
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
    private long changedAt; // what is held, or left
    private long sentAt;
    private long answerTime; // between a request and the pass that saw its answer
    private boolean repeated; // the request
    private double rate; // taken per nanosecond
    private long taken;
    private long takenBefore; // before the period
    private long period;
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
        var unused = account.renew(target(now), ahead(now), now);
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
        if (share.isReset(now) || isShort(share, now)) {
            return since >= SHORTAGE;
        }
        if (share.ahead() == 0 && ahead(now) > 0) {
            return since >= RETRY;
        }
        long report = shared ? REPORT : REPORT / 5;
        boolean wanting = account.hasRefused() && now - changedAt < IDLE; // others may give back what it needs
        return since >= (closing || account.isUnreported() || wanting ? report : IDLE);
    }

    private boolean isShort(LeasedShare share, long now) {
        return !closing
                && share.rest() > 0
                && account.available()
                        < (shared ? target(now) / 2 : account.limit().amount());
    }

    private void observe(long now) {
        account.enterPeriod(now);
        LeasedShare share = account.share();
        if (share != null && !Objects.equals(share, seen)) {
            if (seen == null || share.rest() != seen.rest() || share.held() != seen.held()) {
                changedAt = now;
            }
            seen = share;
            if (!repeated) { // otherwise it tells of an outage
                answerTime = now - share.answeredAt();
            }
            repeated = false;
        }
        repeated |= account.hasFailed();
        long passed = now - observedAt;
        long takenNow = account.taken();
        if (share != null && share.periodAt(now, account.limit()) != period) {
            period = share.periodAt(now, account.limit());
            takenBefore = takenNow;
        }
        if (begun && passed > 0) {
            double weight = -Math.expm1(-(double) passed / SECOND);
            rate += weight * ((double) Math.max(0, takenNow - taken) / passed - rate);
        }
        taken = takenNow;
        observedAt = now;
    }

    private long target(long now) {
        if (closing) {
            return 0;
        }
        long amount = account.limit().amount();
        LeasedShare share = account.share();
        if (!shared) {
            return amount;
        }
        long rest = share == null ? amount : share.rest(now, account.limit());
        long idle = Math.max(rest / 64, Math.min(rest / 8, 8));
        long demand = Math.max(idle, (long) Math.ceil(rate * horizon()));
        long available = Math.max(0, account.available());
        return Math.max(Math.min(demand, (available + rest + 3) / 4), Math.min(available, (long) (rate * KEPT)));
    }

    private long horizon() {
        return Math.min(LONGEST, HORIZON + 3 * answerTime);
    }

    /** Returns the amount to lease of the next period: by the mean rate of this one, which may be used up already. */
    private long ahead(long now) {
        LeasedShare share = account.share();
        if (!shared || closing || share == null || share.isReset(now)) {
            return 0;
        }
        long left = share.resetsAt() - now;
        if (left > SECOND + 3 * answerTime) {
            return 0;
        }
        double passed = Math.max(1, account.limit().period().toNanos() - left);
        double mean = Math.max(rate, (account.taken() - takenBefore) / passed);
        return Math.min((long) Math.ceil(mean * horizon()), account.limit().amount() / 4);
    }
}
