package dev.pointsman.benchmarks;

import dev.pointsman.time.NanoClock;
import java.util.concurrent.atomic.AtomicLong;

/** An application's pace for one thread: 11 ms pass between two looks at the clock. */
final class Paced {
    private static final long PACE = 11_000_000;

    private Paced() {}

    static NanoClock clock() {
        AtomicLong passed = new AtomicLong();
        return () -> System.nanoTime() + passed.addAndGet(PACE);
    }
}
