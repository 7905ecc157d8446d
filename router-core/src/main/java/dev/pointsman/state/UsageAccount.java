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
 * both are one atomic operation, allocate nothing and never wait. {@link #renew} is for a background thread, several
 * times within the lease's time; until the first renewal the share is empty.
 */
public final class UsageAccount {
    private final UsageStore store;
    private final UsageStore.Limit limit;
    private final String holder;
    private final AtomicLong free = new AtomicLong(); // negative if estimates were too low
    private final AtomicLong spent = new AtomicLong(); // since the last request
    private volatile @Nullable Validity validity;
    // Below: guarded by this.
    private long held; // of the share, as the store knows it
    private long number;
    private UsageStore.@Nullable Request open; // sent, and not yet answered
    private boolean sending;

    /** Times of a share. */
    private record Validity(long until, long resetsAt) {}

    /**
     * Creates an account without a share.
     *
     * @param store the store
     * @param limit the limit
     * @param holder the instance, unique among those that share the store
     */
    public UsageAccount(UsageStore store, UsageStore.Limit limit, String holder) {
        this.store = store;
        this.limit = limit;
        this.holder = holder;
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
        Validity valid = validity;
        return valid != null && nowNanos - valid.until() < 0;
    }

    /**
     * Reserves an amount for a call.
     *
     * @param amount the estimate; at least 0
     * @param nowNanos the time
     * @return true if it is reserved; false if the share is not valid or too small
     */
    public boolean reserve(long amount, long nowNanos) {
        if (!isLeased(nowNanos)) {
            return false;
        }
        long before;
        do {
            before = free.get();
            if (before < amount) {
                return false;
            }
        } while (!free.compareAndSet(before, before - amount));
        return true;
    }

    /**
     * Replaces a reservation by the usage of its call; also records usage without a reservation.
     *
     * @param reserved the reserved amount; 0 if none
     * @param used the usage; at least 0, and possibly more than was reserved
     */
    public void settle(long reserved, long used) {
        free.addAndGet(reserved - used);
        spent.addAndGet(used);
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
     * Returns the time until the period ends and the limit is available again.
     *
     * @param nowNanos the time
     * @return at least 0; the whole period before the first renewal
     */
    public Duration untilReset(long nowNanos) {
        Validity valid = validity;
        return valid == null ? limit.period() : Duration.ofNanos(Math.max(0, valid.resetsAt() - nowNanos));
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
        UsageStore.Request request;
        synchronized (this) {
            if (sending) {
                return CompletableFuture.completedFuture(null);
            }
            sending = true;
            request = open == null ? request(target) : open;
            open = request;
        }
        try {
            return store.exchange(limit, request, nowNanos)
                    .whenComplete((share, error) -> answered(request, error == null ? share : null, nowNanos))
                    .thenApply(share -> null);
        } catch (RuntimeException e) {
            answered(request, null, nowNanos);
            return CompletableFuture.failedFuture(e);
        }
    }

    private UsageStore.Request request(long target) {
        long surplus = takeSurplus(target);
        long wanted = surplus > 0 ? -surplus : Math.max(0, target - free.get());
        return new UsageStore.Request(holder, ++number, spent.getAndSet(0), wanted);
    }

    /** Takes what is over the target, before the store may lease it to another instance. */
    private long takeSurplus(long target) {
        long before;
        do {
            before = free.get();
            if (before <= target) {
                return 0;
            }
        } while (!free.compareAndSet(before, target));
        return before - target;
    }

    private synchronized void answered(UsageStore.Request request, UsageStore.@Nullable Share share, long sentAt) {
        sending = false;
        if (share == null) {
            return;
        }
        open = null;
        free.addAndGet(share.held() - (held - request.spent() + Math.min(0, request.wanted())));
        held = share.held();
        validity = new Validity(
                sentAt + share.left().toNanos(), sentAt + share.resets().toNanos());
    }
}
