package dev.pointsman.stats.internal;

/**
 * Limit on the samples per 10 ms that update the estimates; further successes are only counted. Written under its
 * owner's lock, read without it.
 *
 * <p>In a step of 10 ms the first sixteen samples update the estimates, further ones are only counted: a mean over more
 * than a thousand samples per second does not improve with more, and callers need not queue for the lock.
 */
final class SampleThrottle {
    static final long STEP = 10_000_000; // decay over a shorter time is negligible
    private static final int WEIGHED = 16;

    private int samples;
    private volatile long began; // undefined before the first sample
    private volatile boolean over;

    /**
     * Returns whether the limit of the current step is reached; threads with slightly different clock readings share a
     * step.
     */
    boolean isOver(long now) {
        return over && now - began < STEP;
    }

    /** Records one more sample that updated the estimates. */
    void weigh(long now) {
        if (samples == 0 || now - began >= STEP) {
            over = false;
            began = now;
            samples = 0;
        }
        if (++samples == WEIGHED) {
            over = true;
        }
    }
}
