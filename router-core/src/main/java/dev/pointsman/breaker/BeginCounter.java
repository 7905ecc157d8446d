package dev.pointsman.breaker;

/**
 * Number of calls begun by the time of any recent call, known from the counts at failures. Guarded by the breaker's lock.
 *
 * <p>Between two failures calls are taken to have begun evenly. So it needs no memory per call, and nothing is done for a
 * call that does not fail.
 */
final class BeginCounter {
    private static final int RING = 32;

    private final long[] times = new long[RING];
    private final long[] counts = new long[RING];
    private long size; // of no limit; the last RING are kept

    /** A call has ended well: by then one at least had begun. */
    void since(long now) {
        if (size == 0) {
            put(1, now);
        }
    }

    /** The count at the time at which a call failed, which is never before the last one. */
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

    /** How many calls had begun by then; not less than at the oldest time that is known. */
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
