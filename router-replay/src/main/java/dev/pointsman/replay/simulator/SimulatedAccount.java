package dev.pointsman.replay.simulator;

import dev.pointsman.state.RateLimitReading;
import java.time.Duration;

/** Account at a provider: its calls of the current minute, of all routers and of all models that it is used for. */
final class SimulatedAccount {
    private static final double MINUTE = 60;
    private static final double NANOS = 1e9;

    private final int perMinute;
    private final VirtualTime time;
    private long minute = -1;
    private int inMinute;

    /**
     * Creates an account without calls.
     *
     * @param perMinute the limit in calls per minute; 0 for none
     */
    SimulatedAccount(int perMinute, VirtualTime time) {
        this.perMinute = perMinute;
        this.time = time;
    }

    int perMinute() {
        return perMinute;
    }

    boolean isOverLimit() {
        long current = (long) (time.seconds() / MINUTE);
        if (current != minute) {
            minute = current;
            inMinute = 0;
        }
        return perMinute > 0 && inMinute >= perMinute;
    }

    void take() {
        inMinute++;
    }

    /** Returns the seconds until the next minute. */
    double untilNextMinute() {
        return MINUTE - time.seconds() % MINUTE;
    }

    /** Returns what it reports of its limit with an answer to a request that arrives now. */
    RateLimitReading reading() {
        return new RateLimitReading(
                RateLimitReading.Resource.REQUESTS,
                perMinute,
                Math.max(0, perMinute - inMinute),
                Duration.ofNanos((long) (NANOS * untilNextMinute())));
    }
}
