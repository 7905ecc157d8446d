package dev.pointsman.state;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Share of one limit that this instance has leased and may spend without asking: the local view of a
 * {@link UsageStore}. Thread-safe.
 *
 * <p>A call reserves its estimate by {@link #reserve} and replaces it by its usage in {@link #settle}, exactly once;
 * both are one atomic operation for each figure that changes, allocate nothing and never wait. {@link #renew} is for a
 * background thread, several times within the lease's time; until the first renewal the share is empty.
 * {@link UsageAccounts} renews its accounts itself.
 */
public final class UsageAccount {
    private static final long OVERDUE = Duration.ofSeconds(1).toNanos();
    private static final long LATE = OVERDUE / 10;
    private static final int OVERDRAFTS = 16; // of what was left

    private final UsageStore store;
    private final UsageStore.Limit limit;
    private final String holder;
    private final @Nullable Runnable shortage; // null: no call is admitted beyond the lease
    private final AtomicLong free = new AtomicLong(); // negative if estimates were too low
    private final UnreportedUsage unreported = new UnreportedUsage();
    private volatile @Nullable LeasedShare share;
    // Below: written while guarded by this.
    private long held; // of the share, as the store knows it
    private long ahead; // of the next period
    private long latest; // time of the last pass
    private long number;
    private UsageStore.@Nullable Request open; // sent, and not yet answered
    private boolean sending;
    private volatile long sentAt;
    private volatile boolean unanswered; // since sentAt
    private volatile boolean failed;
    private volatile boolean refused; // since the last request
    private volatile long granted; // leased in all, less what was given back or has expired

    /**
     * Creates an account without a share.
     *
     * @param store the store
     * @param limit the limit
     * @param holder the instance, unique among those that share the store
     */
    public UsageAccount(UsageStore store, UsageStore.Limit limit, String holder) {
        this(store, limit, holder, null);
    }

    /** Creates an account that may be overdrawn by one call, and reports a shortage at once. */
    UsageAccount(UsageStore store, UsageStore.Limit limit, String holder, @Nullable Runnable shortage) {
        this.store = store;
        this.limit = limit;
        this.holder = holder;
        this.shortage = shortage;
    }

    /**
     * Returns the limit.
     *
     * @return the limit
     */
    public UsageStore.Limit limit() {
        return limit;
    }

    /**
     * Returns whether the share is valid; it is not before the first renewal, and after the store could not be reached
     * for the lease's time.
     *
     * @param nowNanos the time
     * @return true if calls may reserve
     */
    public boolean isLeased(long nowNanos) {
        LeasedShare leased = share;
        return leased != null && leased.isValid(nowNanos);
    }

    /**
     * Returns whether the store cannot be reached: it has not answered yet, its last answer was a failure, or it is late
     * by more than a second. A refused reservation does not mean then that the limit is used up.
     *
     * @param nowNanos the time
     * @return true if the last renewal failed or is overdue
     */
    public boolean isStoreGone(long nowNanos) {
        return failed || share == null || (unanswered && nowNanos - sentAt >= OVERDUE);
    }

    /**
     * Returns whether less than an amount was left at the store's last answer, with the own share, and the period has not
     * ended since. A call that needs it is refused then, even if the store cannot be reached now.
     *
     * @param amount the amount
     * @param nowNanos the time
     * @return true if the limit is used up, except for what other instances have leased
     */
    public boolean isUsedUp(long amount, long nowNanos) {
        LeasedShare leased = share;
        return leased != null && Math.max(0, free.get()) + leased.rest(nowNanos, limit) < amount;
    }

    /**
     * Reserves an amount for a call. An account of {@link UsageAccounts} admits one call beyond its lease, if the store's
     * last answer left enough for it; the next ones only when the lease covers it, or within a sixteenth of what was left
     * while the store's answer is late.
     *
     * @param amount the estimate; at least 0
     * @param nowNanos the time
     * @return true if it is reserved; false if the share is not valid or too small
     */
    public boolean reserve(long amount, long nowNanos) {
        LeasedShare leased = share;
        if (leased == null || !leased.isValid(nowNanos)) {
            return false;
        }
        long before;
        do {
            before = free.get();
            if (before < amount && !mayOverdraw(leased, before, amount, nowNanos)) {
                return false;
            }
        } while (!free.compareAndSet(before, before - amount));
        return true;
    }

    private boolean mayOverdraw(LeasedShare leased, long available, long amount, long now) {
        Runnable report = shortage;
        if (report == null) {
            return false;
        }
        long rest = leased.rest(now, limit);
        if (rest > 0) {
            report.run();
        }
        boolean late = unanswered && now - sentAt >= LATE && !isStoreGone(now);
        long most = available >= 0 ? rest : late ? rest / OVERDRAFTS : 0;
        if (amount - available <= most) {
            return true;
        }
        refused = true;
        return false;
    }

    /**
     * Replaces a reservation by the usage of its call; also records usage without a reservation.
     *
     * @param reserved the reserved amount; 0 if none
     * @param used the usage; at least 0, and possibly more than was reserved
     */
    public void settle(long reserved, long used) {
        if (reserved != used) {
            free.addAndGet(reserved - used);
        }
        if (used != 0) {
            unreported.add(used);
        }
    }

    /**
     * Replaces a reservation by usage that the store books by another way, as with the end of a deferred call
     * ({@link CallQueue}): the share shrinks by it, but it is not reported.
     *
     * @param reserved the reserved amount; 0 if none
     * @param used the usage; at least 0
     */
    public void settleElsewhere(long reserved, long used) {
        free.addAndGet(reserved - used);
        unreported.addElsewhere(used);
    }

    /**
     * Returns the amount that may be reserved now.
     *
     * @param nowNanos the time
     * @return at least 0
     */
    public long free(long nowNanos) {
        return isLeased(nowNanos) ? Math.max(0, free.get()) : 0;
    }

    /**
     * Returns the amount that is left of the limit: the own share, and what no instance has spent or leased as of the
     * store's last answer.
     *
     * @param nowNanos the time
     * @return at least 0; the whole limit before the first renewal
     */
    public long left(long nowNanos) {
        LeasedShare leased = share;
        return leased == null
                ? limit.amount()
                : Math.min(limit.amount(), Math.max(0, free.get()) + leased.rest(nowNanos, limit));
    }

    /**
     * Returns the time until the period ends and the limit is available again.
     *
     * @param nowNanos the time
     * @return at least 0; the whole period before the first renewal
     */
    public Duration untilReset(long nowNanos) {
        LeasedShare leased = share;
        return leased == null ? limit.period() : Duration.ofNanos(Math.max(0, leased.resetsAt() - nowNanos));
    }

    /**
     * Reports the usage to the store and renews the lease. A failed request is sent again by the next renewal; one at a
     * time is under way.
     *
     * @param target the amount that should be free afterwards: what is missing is leased, what is over is given back; at
     *     least 0
     * @param nowNanos the time
     * @return completed after the answer, exceptionally if the store could not be reached
     */
    public CompletionStage<Void> renew(long target, long nowNanos) {
        return renew(target, 0, nowNanos);
    }

    /** Renews the lease, and leases an amount of the next period ahead. */
    CompletionStage<Void> renew(long target, long next, long nowNanos) {
        UsageStore.Request request;
        synchronized (this) {
            if (sending) {
                return CompletableFuture.completedFuture(null);
            }
            sending = true;
            sentAt = nowNanos;
            unanswered = true;
            refused = false;
            enterPeriod(nowNanos);
            request = open == null ? request(target, next) : open;
            open = request;
        }
        try {
            return store.exchange(limit, request, nowNanos)
                    .whenComplete((answer, error) -> answered(request, error == null ? answer : null, nowNanos))
                    .thenApply(answer -> null);
        } catch (RuntimeException e) {
            answered(request, null, nowNanos);
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Begins the next period if the present one has ended: what is leased ahead may be spent, and the usage so far is of
     * an earlier period.
     */
    synchronized void enterPeriod(long now) {
        latest = now;
        LeasedShare leased = share;
        if (leased == null) {
            return;
        }
        if (leased.isReset(now)) {
            granted += ahead;
            free.addAndGet(ahead);
            held += ahead;
            ahead = 0;
        }
        unreported.enter(leased.periodAt(now, limit));
    }

    private synchronized UsageStore.Request request(long target, long next) {
        long surplus = takeSurplus(target);
        UnreportedUsage.Taken usage = unreported.take();
        long beyond = Math.max(0, usage.amount() - held); // is charged without a lease
        long givenBack = surplus + usage.elsewhere();
        long wanted = givenBack > 0 ? -givenBack : Math.max(0, target - free.get() - beyond);
        return new UsageStore.Request(holder, ++number, usage.amount(), wanted, next, usage.period(), usage.late());
    }

    /** Takes what is over the target, before the store may lease it to another instance. */
    private synchronized long takeSurplus(long target) {
        long before;
        do {
            before = free.get();
            if (before <= target) {
                return 0;
            }
        } while (!free.compareAndSet(before, target));
        granted -= before - target;
        return before - target;
    }

    private synchronized void answered(UsageStore.Request request, UsageStore.@Nullable Share answer, long from) {
        sending = false;
        unanswered = false;
        failed = answer == null;
        if (answer == null) {
            return;
        }
        open = null;
        long change = answer.held() - (held - request.spent() + Math.min(0, request.wanted()));
        granted += change;
        free.addAndGet(change);
        held = answer.held();
        ahead = answer.ahead();
        share = LeasedShare.of(answer, from);
        enterPeriod(latest);
    }

    /** Returns what is free, whether the lease is valid or not; negative if estimates were too low. */
    long available() {
        return free.get();
    }

    /** Returns what calls have taken in all, less what they gave back. */
    long taken() {
        return granted - free.get();
    }

    /** Returns whether usage was settled that the store does not know. */
    boolean isUnreported() {
        return !unreported.isEmpty();
    }

    /** Returns whether a call was refused since the last request: others may give back what it needs. */
    boolean hasRefused() {
        return refused;
    }

    /** Returns whether the last renewal failed. */
    boolean hasFailed() {
        return failed;
    }

    /** Returns whether the store knows all usage, and no share is held. */
    synchronized boolean isEmpty() {
        return unreported.isEmpty() && open == null && held == 0;
    }

    /** Returns the share as of the store's last answer; null before the first one. */
    @Nullable
    LeasedShare share() {
        return share;
    }
}
