package dev.pointsman.breaker;

import dev.pointsman.model.Exclusion;
import org.jspecify.annotations.Nullable;

/**
 * For the engine: a time in which a model is left alone, apart from its breaker.
 *
 * @param reason why
 * @param until when it ends, in nanoseconds; of no meaning for a hold, which an operator must end
 * @param trialAt when one call may be made before the end, in nanoseconds; equal to {@code until} if there is no trial or
 *     it has been taken
 * @param trialBegan whether that call has been admitted
 */
record Cooldown(Exclusion.Reason reason, long until, long trialAt, boolean trialBegan) {
    private static final long LONG = 60_000_000_000L;

    Cooldown(Exclusion.Reason reason, long until) {
        this(reason, until, until, false);
    }

    /** A pause at the provider's request; one of more than a minute has a trial at half of its time. */
    static Cooldown asked(long nanos, long now) {
        long until = now + nanos;
        return new Cooldown(Exclusion.Reason.COOLDOWN, until, isLong(nanos) ? now + nanos / 2 : until, false);
    }

    /** Whether a pause is worth telling people of. */
    static boolean isLong(long nanos) {
        return nanos > LONG;
    }

    boolean covers(long now) {
        return reason == Exclusion.Reason.FORCED_OPEN || until - now > 0;
    }

    /** Whether it excludes a call now: it covers the time, and no trial is due. */
    boolean excludes(long now) {
        return covers(now) && !isTrialDue(now);
    }

    boolean isTrialDue(long now) {
        return !trialBegan && trialAt != until && trialAt - now <= 0;
    }

    /** The same once its trial has been admitted, at a time. */
    Cooldown onTrial(long now) {
        return new Cooldown(reason, until, now, true);
    }

    /** Whether a call that began at a time is the trial, or later than it. */
    boolean isTried(long start) {
        return trialBegan && start - trialAt >= 0;
    }

    /** Nanoseconds until a call may be admitted; at least 0, and 0 for a hold. */
    long nanosLeft(long now) {
        if (reason == Exclusion.Reason.FORCED_OPEN) {
            return 0;
        }
        return Math.max(0, (trialBegan ? until : trialAt) - now);
    }

    /** The graver of two: a hold outweighs everything, then the one that ends later. */
    static Cooldown graver(@Nullable Cooldown a, Cooldown b) {
        if (a == null || b.reason == Exclusion.Reason.FORCED_OPEN) {
            return b;
        }
        return a.reason == Exclusion.Reason.FORCED_OPEN || a.until - b.until > 0 ? a : b;
    }
}
