package dev.pointsman.replay.compare;

import java.io.PrintWriter;

/** Says now and then how far a long work has come. */
final class Progress {
    private static final long PAUSE_NANOS = 2_000_000_000L;
    private static final int BETWEEN_LOOKS = 4096; // a clock is not read for every line

    private final PrintWriter out;
    private final long begin = System.nanoTime();
    private long said = begin;
    private long count;

    Progress(PrintWriter out) {
        this.out = out;
    }

    void step() {
        if (++count % BETWEEN_LOOKS == 0 && System.nanoTime() - said >= PAUSE_NANOS) {
            said = System.nanoTime();
            out.printf("%,d decisions, %.0f s%n", count, (said - begin) * 1e-9);
            out.flush();
        }
    }
}
