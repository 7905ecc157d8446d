package dev.pointsman.stats.internal;

/**
 * Counter of the calls in flight, and of those among them that wait for a first token. Guarded by its owner's lock.
 *
 * <p>A call that is never ended must not count forever. Calls are counted by the time slice they began in; a slice
 * older than the limit is dropped as a whole, and a later end of its calls has no effect. So the count needs no memory
 * per call and no timer.
 */
public final class InFlight {
    private static final int SLICES = 16;
    private static final int RING = SLICES + 2; // the oldest slice may be partly within the limit, the newest not full

    static final double NONE_WAITING = Double.NaN;
    private static final long FAR = Long.MAX_VALUE / 2;

    private final long width;
    private final int[] calls = new int[RING];
    private final int[] waiting = new int[RING];
    private final long[] waitingSince = new long[RING]; // microseconds after the origin, summed
    private final double[] waitingExtra = new double[RING]; // factors of the waiting calls less 1, summed
    private long origin;
    private boolean begun;
    private long oldest;
    private long nextDrop; // nanoseconds after the origin at which the oldest slice is to be dropped
    private int waitingCalls;
    private long allWaitingSince; // microseconds after the origin, summed
    private double allWaitingExtra; // factors less 1, summed
    private int total;
    private long ever;

    /**
     * Creates a counter that drops a call after a limit.
     *
     * @param limitNanos the time after which a call that has not ended is dropped, at most a sixteenth late; over 0
     */
    public InFlight(long limitNanos) {
        width = Math.max(1, limitNanos / SLICES);
    }

    /**
     * Records the start of a call.
     *
     * @param awaitsFirstToken whether the call waits for its first token until {@link #firstToken}
     * @param now the time
     * @return the number of other calls in flight
     */
    public int begin(boolean awaitsFirstToken, long now) {
        return begin(awaitsFirstToken, 1, now);
    }

    /** Records the start of a call, with its expected time to first token over that of an empty prompt. */
    int begin(boolean awaitsFirstToken, double factor, long now) {
        if (!begun) {
            begun = true;
            origin = now;
            oldest = firstLive(now); // other threads may have read the clock earlier and arrive later
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
            waitsLonger(slot, factor - 1);
        }
        ever++;
        return total++;
    }

    /**
     * Records the first token of a call.
     *
     * @param start the start time of the call
     * @param now the time
     */
    public void firstToken(long start, long now) {
        firstToken(start, 1, now);
    }

    /** Records the first token of a call that was begun with a factor. */
    void firstToken(long start, double factor, long now) {
        advance(now);
        if (slice(start) >= oldest) {
            int slot = slot(slice(start));
            waiting[slot]--;
            waitingCalls--;
            waitingSince[slot] -= micros(start);
            allWaitingSince -= micros(start);
            waitsLonger(slot, 1 - factor);
        }
    }

    /**
     * Records the end of a call.
     *
     * @param start the start time of the call
     * @param stillWaiting whether the call was still waiting for its first token
     * @param now the time
     * @return false if the call had been dropped before
     */
    public boolean end(long start, boolean stillWaiting, long now) {
        return end(start, stillWaiting, 1, now);
    }

    /** Records the end of a call that was begun with a factor. */
    boolean end(long start, boolean stillWaiting, double factor, long now) {
        if (stillWaiting) {
            firstToken(start, factor, now);
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
     * Returns the number of calls in flight; read-only.
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
     * Returns the mean waiting time so far of the calls without a first token, over their mean factor; read-only.
     *
     * @param now the time
     * @return seconds, at least 0; 0 when no call waits
     */
    public double meanWait(long now) {
        if (waitingCalls == 0) {
            return 0;
        }
        int count = 0;
        long since = 0;
        double extra = 0;
        for (long slice = Math.max(oldest, firstLive(now)); slice < oldest + RING; slice++) {
            count += waiting[slot(slice)];
            since += waitingSince[slot(slice)];
            extra += waitingExtra[slot(slice)];
        }
        return count == 0 ? 0 : waited((double) since / count, now) / (1 + extra / count);
    }

    /** Returns the number of calls begun since the start. */
    long ever() {
        return ever;
    }

    /** Returns the number of calls, valid until {@link #dropsAt}. */
    int total() {
        return total;
    }

    /**
     * Returns the mean start of the waiting calls for {@link #waited}, valid until {@link #dropsAt}; {@link
     * #NONE_WAITING} if no call waits.
     */
    double waitingSince() {
        return waitingCalls == 0 ? NONE_WAITING : (double) allWaitingSince / waitingCalls;
    }

    /** Returns the mean factor of the waiting calls; 1 if none waits. */
    double waitingFactor() {
        return waitingCalls == 0 ? 1 : 1 + allWaitingExtra / waitingCalls;
    }

    /** Returns the time at which calls are dropped unless they end before. */
    long dropsAt(long now) {
        return total == 0 ? now + FAR : origin + nextDrop;
    }

    /** Returns the waiting time in seconds; needs no lock because the origin is fixed once there is a call. */
    double waited(double since, long now) {
        return Math.max(0, (micros(now) - since) / 1e6);
    }

    private void waitsLonger(int slot, double extra) {
        if (extra != 0) {
            waitingExtra[slot] += extra;
            allWaitingExtra = waitingCalls == 0 ? 0 : allWaitingExtra + extra; // no rounding remains
        }
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
            waitsLonger(slot, -waitingExtra[slot]);
            waitingExtra[slot] = 0;
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
