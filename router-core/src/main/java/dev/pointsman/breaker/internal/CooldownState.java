package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.model.Exclusion.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Cooldown of a model, and the rate limits in a row that lengthen it. Writers hold {@link ModelBreaker}'s lock; one
 * volatile field is read without it.
 */
final class CooldownState {
    private static final double FIRST = 1e9; // nanoseconds, if the provider gives no length
    private static final int MOST_DOUBLINGS = 30;

    private final BreakerConfig config;
    private final Runnable changed;
    private volatile @Nullable Cooldown current;
    private long openAtPeerSince; // undefined before the first opening of another instance
    private int rateLimitsInARow;
    private long rateLimitedAt; // undefined if there is none in a row

    /**
     * Creates a state without a cooldown.
     *
     * @param changed run after every change, under the lock
     */
    CooldownState(BreakerConfig config, Runnable changed) {
        this.config = config;
        this.changed = changed;
    }

    /** Returns the cooldown, which may be over; null if there is none. */
    @Nullable
    Cooldown current() {
        return current;
    }

    @Nullable
    Cooldown covering(long now) {
        Cooldown seen = current;
        return seen != null && seen.covers(now) ? seen : null;
    }

    /** Returns the nanoseconds until the end of a cooldown requested by the provider; 0 if there is none. */
    long left(long now) {
        Cooldown seen = current;
        return seen == null || seen.reason() != Reason.COOLDOWN ? 0 : Math.max(0, seen.until() - now);
    }

    boolean isOpenAtPeer(long now) {
        Cooldown seen = covering(now);
        return seen != null && seen.reason() == Reason.OPEN;
    }

    /** Records a rate limit; returns whether an alert is due. */
    boolean limited(long nanos, long now) {
        Cooldown seen = covering(now);
        // Concurrent calls are rejected together: they count as one rate limit, not as many in a row.
        int before = seen == null ? rateLimitsInARow++ : Math.max(0, rateLimitsInARow - 1);
        rateLimitedAt = now;
        long length = nanos >= 0
                ? atMost(nanos)
                : (long) Math.min(FIRST * Math.scalb(1.0, Math.min(before, MOST_DOUBLINGS)), (double)
                        config.openAtMost().toNanos());
        boolean alert = Cooldown.isLong(length) && (seen == null || !Cooldown.isLong(seen.until() - now));
        boolean renewed = seen != null && seen.trialBegan(); // the trial was rejected: its new cooldown applies
        set(Cooldown.longer(renewed ? null : seen, Cooldown.asked(length, now)));
        return alert;
    }

    /** Records a rate limit of another instance. */
    void limitedAtPeer(long nanos, long now) {
        set(Cooldown.longer(covering(now), Cooldown.asked(atMost(nanos), now)));
    }

    /** Returns the time since which the model is open at another instance; now if it is not. */
    long openAtPeerSince(long now) {
        return isOpenAtPeer(now) ? openAtPeerSince : now;
    }

    /**
     * Records that the breaker has opened at another instance; ignored during a cooldown.
     *
     * @param waitUntil the end of a wait for that instance's next trial
     */
    void openedAtPeer(long nanos, long waitUntil, long now) {
        Cooldown seen = covering(now);
        if (seen == null) {
            openAtPeerSince = now;
            set(Cooldown.openedAtPeer(atMost(nanos), now));
        } else if (seen.reason() == Reason.OPEN) { // at two: the first one is hardly the fault of its own network
            set(seen.confirmed(atMost(nanos), waitUntil, now));
        }
    }

    /** Records that a trial at another instance has succeeded: another one is admitted here. */
    void recoveredAtPeer(long now) {
        Cooldown seen = covering(now);
        if (seen != null && seen.reason() == Reason.OPEN) {
            set(Cooldown.openedAtPeer(seen.until() - now, now));
        }
    }

    /** Returns whether a call that began at a time is the trial of a model that is open at another instance. */
    boolean isTrialOfPeer(long start, long now) {
        Cooldown seen = covering(now);
        return seen != null && seen.reason() == Reason.OPEN && seen.isTried(start);
    }

    void disabled(long until, long now) {
        set(Cooldown.longer(covering(now), new Cooldown(Reason.DISABLED, until)));
    }

    void forcedOpen(long now) {
        set(new Cooldown(Reason.FORCED_OPEN, now));
    }

    void clear() {
        rateLimitsInARow = 0;
        set(null);
    }

    /** Records a success of a call that began at a time. */
    void succeeded(long start, long now) {
        // Ignore calls started before the last rate limit; skip the write if the counter is already 0.
        if (rateLimitsInARow > 0 && start - rateLimitedAt > 0) {
            rateLimitsInARow = 0;
        }
        dropExpired(now);
        Cooldown seen = current;
        if (seen != null && seen.isTried(start)) { // the provider serves again earlier than announced
            set(null);
        }
    }

    void dropExpired(long now) {
        if (current != null && covering(now) == null) {
            set(null);
        }
    }

    /** Records that the trial before the end of a cooldown is admitted. */
    void trialBegan(Cooldown of, long now) {
        set(of.onTrial(now));
    }

    private long atMost(long nanos) {
        return Math.min(nanos, config.cooldownAtMost().toNanos());
    }

    private void set(@Nullable Cooldown next) {
        current = next;
        changed.run();
    }
}
