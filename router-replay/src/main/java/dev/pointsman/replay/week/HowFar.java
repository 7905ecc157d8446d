package dev.pointsman.replay.week;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says now and then which part of a known time has been lived through. */
final class HowFar {
    private static final long PAUSE_NANOS = 2_000_000_000L;
    private static final int BETWEEN_LOOKS = 1024; // a clock is not read for every decision
    private static final double DAY_SECONDS = 86_400;

    private final PrintStream out;
    private final double seconds;
    private @Nullable Instant begin;
    private long said = System.nanoTime();
    private long decisions;

    HowFar(PrintStream out, double days) {
        this.out = out;
        this.seconds = days * DAY_SECONDS;
    }

    void reached(Instant now) {
        Instant from = begin == null ? now : begin;
        begin = from;
        if (++decisions % BETWEEN_LOOKS == 0 && System.nanoTime() - said >= PAUSE_NANOS) {
            said = System.nanoTime();
            double share = Duration.between(from, now).toSeconds() / seconds;
            out.printf("%3.0f %%, %,d decisions%n", 100 * share, decisions);
        }
    }
}
