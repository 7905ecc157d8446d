package dev.pointsman.stats;

/**
 * Lessons that come so fast that one more tells nothing new. Counted under its owner's lock, read without it.
 *
 * <p>In a step of 10 ms the first sixteen lessons are weighed, those beyond them only counted: a mean over more than a
 * thousand samples a second is no better for more of them, and callers need not queue for it.
 */
final class SampleThrottle {
    static final long STEP = 10_000_000; // nothing that fades does so by a measure that matters in less
    private static final int WEIGHED = 16;

    private int lessons;
    private volatile long began; // of no meaning before the first lesson
    private volatile boolean over;

    /** Whether the step's lessons are all taken; threads that read the clock apart count in the same step. */
    boolean isOver(long now) {
        return over && now - began < STEP;
    }

    /** One more lesson is weighed. */
    void weigh(long now) {
        if (lessons == 0 || now - began >= STEP) {
            over = false;
            began = now;
            lessons = 0;
        }
        if (++lessons == WEIGHED) {
            over = true;
        }
    }
}
