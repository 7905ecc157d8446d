package dev.pointsman.tenant;

import java.util.concurrent.atomic.AtomicLongArray;

/** Number of attempts of the last four seconds by the time of their beginning. Thread-safe; one atomic update each. */
final class RecentAttempts {
    private static final long STEP = 250_000_000;
    private static final int STEPS = 16;
    private static final int COUNT_BITS = 20;
    private static final long COUNT = (1L << COUNT_BITS) - 1;
    private static final long NUMBER = (1L << (Long.SIZE - COUNT_BITS)) - 1;

    private final AtomicLongArray counts = new AtomicLongArray(STEPS); // number of the step and count

    void began(long now) {
        long number = number(now);
        int index = index(number);
        long before;
        long after;
        do {
            before = counts.get(index);
            boolean same = before >>> COUNT_BITS == number;
            after = same ? before + ((before & COUNT) < COUNT ? 1 : 0) : (number << COUNT_BITS) + 1;
        } while (!counts.compareAndSet(index, before, after));
    }

    /** Returns how many have begun since a time, to a quarter of a second; of the last four seconds at most. */
    long since(long time, long now) {
        long last = number(now);
        long steps = Math.min(STEPS, Math.floorDiv(now, STEP) - Math.floorDiv(time, STEP) + 1);
        long sum = 0;
        for (int i = 0; i < steps; i++) {
            long number = (last - i) & NUMBER;
            long value = counts.get(index(number));
            sum += value >>> COUNT_BITS == number ? value & COUNT : 0;
        }
        return sum;
    }

    private static long number(long time) {
        return Math.floorDiv(time, STEP) & NUMBER;
    }

    private static int index(long number) {
        return (int) (number & (STEPS - 1));
    }
}
