package dev.pointsman.breaker;

/**
 * Time since a model that fails was last asked, for the order of last-resort calls. Writers hold {@link ModelBreaker}'s
 * lock.
 *
 * <p>Without an order learned from their outcomes, every last-resort call would go to the model with the best estimates
 * of before the outage, whether it answers or not. An outcome takes as long as an answer does; a first token, or a call
 * that is still under way when all failures of this outage would have come, says the same sooner.
 */
final class Unanswered {
    private static final long MARGIN = 20_000_000; // of scheduling; failures may come within a millisecond

    private volatile boolean failing;
    private long failedAt; // of no meaning while not failing
    private long longestFailure; // the same; the longest time that a failure without a first token took
    private long askedAt; // the same; the last failure or call
    private boolean pending; // a call has begun since the last failure
    private long pendingSince; // of no meaning unless pending
    private boolean answered;
    private long answeredStart; // of no meaning before an answer; the latest start of an answered call

    boolean isFailing() {
        return failing;
    }

    /** Records a failure that took so many nanoseconds; 0 for one that came after a first token. */
    void failed(long took, long now) {
        longestFailure = failing ? Math.max(longestFailure, took) : took;
        failing = true;
        failedAt = now;
        askedAt = now;
        pending = false;
    }

    /** Records a call to a model that is not closed; other models come first from now on. */
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

    /** Whether a call that began at a time or later was answered. */
    boolean answeredSince(long time) {
        return answered && answeredStart - time >= 0;
    }

    /** Nanoseconds since it was last asked; the longest there is if no failure stands, or a call has outlived failures. */
    long nanos(long now) {
        return failing && !isOutlived(now) ? Math.max(0, now - askedAt) : Long.MAX_VALUE;
    }

    private boolean isOutlived(long now) {
        return pending && now - pendingSince > 2 * longestFailure + MARGIN;
    }
}
