package dev.pointsman.breaker.internal;

/**
 * Estimate of the number of calls begun by any recent time, interpolated between the counts at failures. Guarded by the
 * breaker's lock.
 *
 * <p>Calls are assumed to begin evenly between two failures. So it needs no memory per call, and no work for a call
 * that does not fail.
 */
final class BeginCounter {
    private static final int RING = 32;

    private final long[] times = new long[RING];
    private final long[] counts = new long[RING];
    private long size; // unbounded; the last RING entries are kept

    /** Records a success: at least one call had begun by then. */
    void since(long now) {
        if (size == 0) {
            put(1, now);
        }
    }

    /** Records the count at the time of a failure, which is never before the previous one. */
    void add(long count, long start, long now) {
        if (size == 0) {
            put(1, start);
        }
        put(count, now);
    }

    private void put(long count, long now) {
        int slot = slot(size++);
        times[slot] = now;
        counts[slot] = count;
    }

    /** Returns the number of calls begun by a time; at least the count at the oldest known time. */
    double until(long time) {
        long oldest = Math.max(0, size - RING);
        for (long i = size - 1; i >= oldest; i--) {
            int slot = slot(i);
            if (time - times[slot] >= 0) {
                return i == size - 1 ? counts[slot] : between(slot, slot(i + 1), time);
            }
        }
        return counts[slot(oldest)];
    }

    private double between(int before, int after, long time) {
        double share = (double) (time - times[before]) / (times[after] - times[before]);
        return counts[before] + share * (counts[after] - counts[before]);
    }

    private static int slot(long index) {
        return (int) (index % RING);
    }
}
