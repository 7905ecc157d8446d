package dev.pointsman.breaker.internal;

import dev.pointsman.model.Exclusion;
import org.jspecify.annotations.Nullable;

/**
 * Period in which a model gets no calls, independent of its breaker's state.
 *
 * @param reason the reason
 * @param until its end, in nanoseconds; undefined for a forced-open breaker, which an operator must release
 * @param trialAt the time from which one trial call is admitted before the end, in nanoseconds; equal to {@code until}
 *     if there is no trial or it has been taken
 * @param trialBegan whether the trial call has been admitted
 */
record Cooldown(Exclusion.Reason reason, long until, long trialAt, boolean trialBegan) {
    private static final long LONG = 60_000_000_000L;

    Cooldown(Exclusion.Reason reason, long until) {
        this(reason, until, until, false);
    }

    /** Returns a cooldown requested by the provider; one of more than a minute has a trial after half of its time. */
    static Cooldown asked(long nanos, long now) {
        long until = now + nanos;
        return new Cooldown(Exclusion.Reason.COOLDOWN, until, isLong(nanos) ? now + nanos / 2 : until, false);
    }

    /** Returns the cooldown of a model whose breaker is open at another instance; one trial is admitted at once. */
    static Cooldown openedAtPeer(long nanos, long now) {
        return new Cooldown(Exclusion.Reason.OPEN, now + nanos, now, false);
    }

    /**
     * Returns this cooldown after a second opening, with a later end, if it is later. Its trial, if it has not begun, waits
     * for those of the other instances.
     */
    Cooldown confirmed(long nanos, long trialLater, long now) {
        if (trialBegan) {
            return now + nanos - until > 0 ? new Cooldown(reason, now + nanos, trialAt, true) : this;
        }
        long trial = trialLater - trialAt > 0 ? trialLater : trialAt;
        return new Cooldown(reason, trial + nanos, trial, false);
    }

    /** Returns whether a cooldown is long enough for an alert. */
    static boolean isLong(long nanos) {
        return nanos > LONG;
    }

    boolean covers(long now) {
        return reason == Exclusion.Reason.FORCED_OPEN || until - now > 0;
    }

    /** Returns whether it excludes a call now: it covers the time, and no trial is due. */
    boolean excludes(long now) {
        return covers(now) && !isTrialDue(now);
    }

    boolean isTrialDue(long now) {
        return !trialBegan && trialAt != until && trialAt - now <= 0;
    }

    /** Returns this cooldown after its trial was admitted at a time. */
    Cooldown onTrial(long now) {
        return new Cooldown(reason, until, now, true);
    }

    /** Returns whether a call that began at a time is the trial, or began later. */
    boolean isTried(long start) {
        return trialBegan && start - trialAt >= 0;
    }

    /** Returns the nanoseconds until a call may be admitted; at least 0, and 0 for a forced-open breaker. */
    long nanosLeft(long now) {
        if (reason == Exclusion.Reason.FORCED_OPEN) {
            return 0;
        }
        return Math.max(0, (trialBegan ? until : trialAt) - now);
    }

    /** Returns the longer of two: forced open takes precedence, then the one that ends later. */
    static Cooldown longer(@Nullable Cooldown a, Cooldown b) {
        if (a == null || b.reason == Exclusion.Reason.FORCED_OPEN) {
            return b;
        }
        return a.reason == Exclusion.Reason.FORCED_OPEN || a.until - b.until > 0 ? a : b;
    }
}
