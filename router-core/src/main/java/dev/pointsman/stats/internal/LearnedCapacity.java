package dev.pointsman.stats.internal;

/**
 * Estimated concurrency capacity of a model: the calls served at once without queueing, estimated from times to first
 * token. Guarded by its owner's lock.
 *
 * <p>By Little's law a first token that comes {@code wait} later than the model's base, with {@code others} calls ahead
 * of it, gives the throughput of the queue. A call that did not wait shows that the capacity is at least the calls then
 * in flight.
 */
final class LearnedCapacity {
    private static final double INITIAL = 4;
    private static final double MINIMUM = 1;
    private static final double STEP_UP = .5;
    private static final double GAIN = .15;
    private static final double CALM = .5;
    private static final double RATE_LIMITED = .8;

    private double capacity = INITIAL;

    double value() {
        return capacity;
    }

    /** Returns the expected wait of a call with a number of others in flight, in seconds. */
    double expectedWait(int others, double serviceSeconds) {
        return serviceSeconds * Math.max(0, (others + 1 - capacity) / capacity);
    }

    /** Returns whether a call with a number of others in flight exceeds the capacity. */
    boolean isExceeded(int others) {
        return others + 1 > capacity;
    }

    void served(double wait, double base, int others, double serviceSeconds) {
        double present = others + 1.0;
        if (wait <= CALM * base) {
            if (present > capacity) {
                capacity = Math.min(present, capacity + STEP_UP);
            }
        } else {
            capacity += GAIN * (present / (1 + wait / serviceSeconds) - capacity);
            capacity = Math.max(capacity, MINIMUM);
        }
    }

    void rateLimited(int inFlight) {
        capacity = Math.max(MINIMUM, RATE_LIMITED * Math.min(capacity, inFlight + 1));
    }
}
