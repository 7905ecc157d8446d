package dev.pointsman.gateway;

import dev.pointsman.time.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Time of the system, plus what a test lets pass. */
final class ShiftedTime {
    private final AtomicLong shift = new AtomicLong(); // nanoseconds

    void pass(Duration time) {
        shift.addAndGet(time.toNanos());
    }

    NanoClock nanos() {
        return () -> System.nanoTime() + shift.get();
    }

    InstantSource wall() {
        return () -> Instant.now().plusNanos(shift.get());
    }
}
