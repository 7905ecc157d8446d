package dev.pointsman.testkit;

import dev.pointsman.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it. Safe for all threads. */
public final class ManualClock implements NanoClock {
    private final AtomicLong now;

    private ManualClock(long origin) {
        now = new AtomicLong(origin);
    }

    /**
     * A clock at some time.
     *
     * @param originNanos the time in nanoseconds; any number, for a router must not care
     * @return the clock
     */
    public static ManualClock at(long originNanos) {
        return new ManualClock(originNanos);
    }

    @Override
    public long nanos() {
        return now.get();
    }

    /**
     * Moves the clock on.
     *
     * @param time by how much; zero or more
     * @throws IllegalArgumentException if negative
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time: " + time + " (expected: >= 0)");
        }
        now.addAndGet(time.toNanos());
    }
}
