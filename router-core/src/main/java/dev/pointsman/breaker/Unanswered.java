package dev.pointsman.breaker;

/**
 * Time since a model that fails was last asked, for the order of last-resort calls. Guarded by {@link ModelBreaker}'s
 * lock.
 *
 * <p>Without an order learned from their outcomes, every last-resort call would go to the model with the best estimates
 * of before the outage, whether it answers or not.
 */
final class Unanswered {
    private boolean failing;
    private long failedAt; // of no meaning while not failing
    private long askedAt; // the same; the last failure or last-resort call
    private boolean answered;
    private long answeredStart; // of no meaning before an answer; the latest start of an answered call

    void failed(long now) {
        failing = true;
        failedAt = now;
        askedAt = now;
    }

    /** Records a last-resort call; other models come first from now on. */
    void asked(long now) {
        askedAt = now;
    }

    /** Records a success; it counts if its call began after the last failure. */
    void succeeded(long start) {
        if (!answered || start - answeredStart > 0) {
            answered = true;
            answeredStart = start;
        }
        if (failing && start - failedAt >= 0) {
            failing = false;
        }
    }

    /** Whether a call that began at a time or later was answered. */
    boolean answeredSince(long time) {
        return answered && answeredStart - time >= 0;
    }

    /** Nanoseconds since it was last asked; the longest there is if no failure stands. */
    long nanos(long now) {
        return failing ? Math.max(0, now - askedAt) : Long.MAX_VALUE;
    }
}
