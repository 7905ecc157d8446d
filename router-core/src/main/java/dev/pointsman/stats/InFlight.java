package dev.pointsman.stats;

/**
 * Calls that have begun and not ended, and among them those that still wait for a first token. Guarded by its owner's
 * lock.
 *
 * <p>A call that nobody ends must not count for ever. Calls are counted by the slice of time they began in; a slice
 * older than the limit is dropped whole, and an ending that comes later than that changes nothing. So the count needs
 * no memory per call and no timer.
 */
public final class InFlight {
    private static final int SLICES = 16;
    private static final int RING = SLICES + 2; // the oldest slice may be partly within the limit, the newest not full

    static final double NOBODY = Double.NaN; // waits
    private static final long FAR = Long.MAX_VALUE / 2;

    private final long width;
    private final int[] calls = new int[RING];
    private final int[] waiting = new int[RING];
    private final long[] waitingSince = new long[RING]; // microseconds after the origin, summed
    private long origin;
    private boolean begun;
    private long oldest;
    private long nextDrop; // nanoseconds after the origin at which the oldest slice is to be dropped
    private int waitingCalls;
    private long allWaitingSince; // microseconds after the origin, summed
    private int total;
    private long ever;

    /**
     * Counts calls for at most so long each.
     *
     * @param limitNanos the time after which a call that has not ended is dropped, at most a sixteenth late; over 0
     */
    public InFlight(long limitNanos) {
        width = Math.max(1, limitNanos / SLICES);
    }

    /**
     * Counts one more.
     *
     * @param awaitsFirstToken whether it counts as waiting until {@link #firstToken}
     * @param now the time
     * @return how many others were in flight
     */
    public int begin(boolean awaitsFirstToken, long now) {
        if (!begun) {
            begun = true;
            origin = now;
            oldest = firstLive(now); // others may have read the clock earlier and come later
            nextDrop = (oldest + SLICES + 1) * width;
        }
        advance(now);
        int slot = slot(Math.max(slice(now), oldest));
        calls[slot]++;
        if (awaitsFirstToken) {
            waiting[slot]++;
            waitingCalls++;
            waitingSince[slot] += micros(now);
            allWaitingSince += micros(now);
        }
        ever++;
        return total++;
    }

    /**
     * One call waits no longer.
     *
     * @param start when it began
     * @param now the time
     */
    public void firstToken(long start, long now) {
        advance(now);
        if (slice(start) >= oldest) {
            int slot = slot(slice(start));
            waiting[slot]--;
            waitingCalls--;
            waitingSince[slot] -= micros(start);
            allWaitingSince -= micros(start);
        }
    }

    /**
     * One call has ended.
     *
     * @param start when it began
     * @param stillWaiting whether it waited for its first token until now
     * @param now the time
     * @return false if it had been dropped before
     */
    public boolean end(long start, boolean stillWaiting, long now) {
        if (stillWaiting) {
            firstToken(start, now);
        } else {
            advance(now);
        }
        if (slice(start) < oldest) {
            return false;
        }
        calls[slot(slice(start))]--;
        total--;
        return true;
    }

    /**
     * How many calls are in flight; changes nothing.
     *
     * @param now the time
     * @return the count, at least 0
     */
    public int count(long now) {
        int live = total;
        if (now - origin < nextDrop) {
            return live;
        }
        long expired = Math.min(firstLive(now), oldest + RING);
        for (long slice = oldest; slice < expired; slice++) {
            live -= calls[slot(slice)];
        }
        return live;
    }

    /**
     * For how long the calls that still wait for a first token have waited, on average; changes nothing.
     *
     * @param now the time
     * @return seconds, at least 0; 0 when none waits
     */
    public double meanWait(long now) {
        if (waitingCalls == 0) {
            return 0;
        }
        int count = 0;
        long since = 0;
        for (long slice = Math.max(oldest, firstLive(now)); slice < oldest + RING; slice++) {
            count += waiting[slot(slice)];
            since += waitingSince[slot(slice)];
        }
        return count == 0 ? 0 : waited((double) since / count, now);
    }

    /** How many calls have begun since the start. */
    long ever() {
        return ever;
    }

    /** How many calls there are, until {@link #dropsAt}. */
    int total() {
        return total;
    }

    /** Since when those that wait do so on average, until {@link #dropsAt}, for {@link #waited}; {@link #NOBODY} if none. */
    double waitingSince() {
        return waitingCalls == 0 ? NOBODY : (double) allWaitingSince / waitingCalls;
    }

    /** The time at which calls are to be dropped unless they end before. */
    long dropsAt(long now) {
        return total == 0 ? now + FAR : origin + nextDrop;
    }

    /** How long that is, in seconds; needs no lock, for the origin stays once there is a call. */
    double waited(double since, long now) {
        return Math.max(0, (micros(now) - since) / 1e6);
    }

    private void advance(long now) {
        if (now - origin < nextDrop) {
            return;
        }
        long live = firstLive(now);
        for (long end = Math.min(live, oldest + RING); oldest < end; oldest++) {
            int slot = slot(oldest);
            total -= calls[slot];
            calls[slot] = 0;
            waitingCalls -= waiting[slot];
            waiting[slot] = 0;
            allWaitingSince -= waitingSince[slot];
            waitingSince[slot] = 0;
        }
        oldest = Math.max(oldest, live);
        nextDrop = (oldest + SLICES + 1) * width;
    }

    private long firstLive(long now) {
        return slice(now) - SLICES;
    }

    private long slice(long time) {
        return Math.floorDiv(time - origin, width);
    }

    private long micros(long time) {
        return (time - origin) / 1000;
    }

    private static int slot(long slice) {
        return Math.floorMod(slice, RING);
    }
}
