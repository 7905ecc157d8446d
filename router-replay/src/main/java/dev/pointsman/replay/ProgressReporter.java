package dev.pointsman.replay;

import java.io.PrintStream;

/** Reports the progress of a long-running command, at most every two seconds. Not thread-safe. */
final class ProgressReporter {
    private static final long INTERVAL_NANOS = 2_000_000_000L;
    private static final int STEPS_PER_CLOCK_READ = 1024;

    private final PrintStream out;
    private final long begin = System.nanoTime();
    private long last = begin;
    private long count;

    /**
     * Creates a reporter.
     *
     * @param out output of the reports
     */
    ProgressReporter(PrintStream out) {
        this.out = out;
    }

    /** Counts a decision of a log of unknown length. */
    void step() {
        if (isDue()) {
            out.printf("%,d decisions, %.0f s%n", count, (last - begin) * 1e-9);
        }
    }

    /**
     * Counts a decision of a run of known length.
     *
     * @param share share of the run that is done, 0 to 1
     */
    void step(double share) {
        if (isDue()) {
            out.printf("%3.0f %%, %,d decisions%n", 100 * share, count);
        }
    }

    private boolean isDue() {
        if (++count % STEPS_PER_CLOCK_READ != 0) {
            return false;
        }
        long now = System.nanoTime();
        if (now - last < INTERVAL_NANOS) {
            return false;
        }
        last = now;
        return true;
    }
}
