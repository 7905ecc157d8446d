package dev.pointsman.breaker.internal;

/**
 * Time since a failing model was last called, for the order of last-resort calls. Writers hold {@link ModelBreaker}'s
 * lock.
 *
 * <p>Without an order based on outcomes, every last-resort call would go to the model with the best estimates from
 * before the outage, whether it answers or not. An outcome takes as long as an answer; a first token, or a call still
 * in flight after any failure of this outage would have occurred, gives the same evidence earlier.
 */
final class Unanswered {
    private static final long MARGIN = 20_000_000; // for scheduling delays; failures may occur within a millisecond

    private volatile boolean failing;
    private long failedAt; // undefined while not failing
    private long longestFailure; // the same; the longest time that a failure without a first token took
    private long askedAt; // the same; the last failure or call
    private boolean pending; // a call has begun since the last failure
    private long pendingSince; // undefined unless pending
    private boolean answered;
    private long answeredStart; // undefined before an answer; the latest start of an answered call

    boolean isFailing() {
        return failing;
    }

    /** Records a failure with its duration in nanoseconds; 0 for one after a first token. */
    void failed(long took, long now) {
        longestFailure = failing ? Math.max(longestFailure, took) : took;
        failing = true;
        failedAt = now;
        askedAt = now;
        pending = false;
    }

    /** Records a call to a model whose breaker is not closed; other models come first from now on. */
    void asked(long now) {
        askedAt = now;
        if (!pending) {
            pending = true;
            pendingSince = now;
        }
    }

    /** Records a first token; it counts if its call began after the last failure. */
    void answering(long start) {
        if (failing && start - failedAt >= 0) {
            failing = false;
        }
    }

    /** Records a success; it counts if its call began after the last failure. */
    void succeeded(long start) {
        if (!answered || start - answeredStart > 0) {
            answered = true;
            answeredStart = start;
        }
        answering(start);
    }

    /** Returns whether a call that began at a time or later was answered. */
    boolean answeredSince(long time) {
        return answered && answeredStart - time >= 0;
    }

    /**
     * Returns the nanoseconds since the last call; {@link Long#MAX_VALUE} if it is not failing, or a call has outlived
     * any failure.
     */
    long nanos(long now) {
        return failing && !isOutlived(now) ? Math.max(0, now - askedAt) : Long.MAX_VALUE;
    }

    private boolean isOutlived(long now) {
        return pending && now - pendingSince > 2 * longestFailure + MARGIN;
    }
}
