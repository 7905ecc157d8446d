package dev.pointsman.replay.compare;

import java.io.PrintStream;

/** Says now and then how far a long work has come. For one thread. */
public final class ProgressReporter {
    private static final long PAUSE_NANOS = 2_000_000_000L;
    private static final int BETWEEN_LOOKS = 4096; // a clock is not read for every line

    private final PrintStream out;
    private final long begin = System.nanoTime();
    private long said = begin;
    private long count;

    /**
     * Nothing done yet.
     *
     * @param out where to say it
     */
    public ProgressReporter(PrintStream out) {
        this.out = out;
    }

    /** One more decision is done. */
    public void step() {
        if (++count % BETWEEN_LOOKS == 0 && System.nanoTime() - said >= PAUSE_NANOS) {
            said = System.nanoTime();
            out.printf("%,d decisions, %.0f s%n", count, (said - begin) * 1e-9);
        }
    }
}
