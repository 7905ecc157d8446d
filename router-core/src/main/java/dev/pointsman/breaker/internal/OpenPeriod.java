package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;
import java.util.function.LongToDoubleFunction;

/**
 * Time for which a breaker is open: doubled with each trip in a row, spread by jitter, shortened by background checks of
 * the provider. Guarded by {@link ModelBreaker}'s lock.
 */
final class OpenPeriod {
    private static final double REACHABLE_SHARE = .4; // of the longest open time, while the provider answers its checks
    private static final int MOST_DOUBLINGS = 30;
    private static final double SHORTEST_WAIT = 6; // of the waits for other instances' trials, in longest open times
    private static final double LONGEST_WAIT = 80;

    private final BreakerConfig config;
    private final LongToDoubleFunction jitter;
    private final Reachability reachability = new Reachability();
    private int trips;
    private long length; // nanoseconds
    private long until;
    private long trippedAt; // undefined before the first trip
    private double spread;

    OpenPeriod(BreakerConfig config, LongToDoubleFunction jitter) {
        this.config = config;
        this.jitter = jitter;
    }

    int trips() {
        return trips;
    }

    long length() {
        return length;
    }

    long until() {
        return until;
    }

    long trippedAt() {
        return trippedAt;
    }

    boolean isOver(long now) {
        return now - until >= 0;
    }

    /** Records a trip and returns the end of the period that it asks for. */
    long trip(long epoch, long now) {
        int doublings = Math.min(trips++, MOST_DOUBLINGS);
        double nominal = Math.min(config.openFor().toNanos() * Math.scalb(1.0, doublings), (double)
                config.openAtMost().toNanos());
        spread = config.jitter() * (2 * jitter.applyAsDouble(epoch) - 1);
        trippedAt = now;
        return now + (long) (nominal * (1 + spread));
    }

    void set(long end, long now) {
        until = end;
        length = end - now;
    }

    /** Records a check of the provider, which may only shorten the period. */
    void checked(boolean answered, long now) {
        if (!answered) {
            reachability.unanswered();
            return;
        }
        double share = REACHABLE_SHARE * (double) config.openAtMost().toNanos() * (1 + spread);
        long latest = reachability.answered()
                ? now
                : trippedAt + Math.max((long) share, config.openFor().toNanos());
        if (until - latest > 0) {
            until = latest;
        }
    }

    /**
     * Waits for the trial of another instance, and some more of its time, as each instance does by its own draw. Not for
     * ever, as the other one may fail by its own network: one of several instances begins a trial after a short wait.
     */
    void openedAtPeer(long epoch, long nanos, long now) {
        long end = endOfWait(epoch, nanos, trippedAt, now);
        if (end - until > 0) {
            until = end;
        }
    }

    /** Returns the end of a wait for the trial of another instance, by a model that is open since a time. */
    long endOfWait(long epoch, long nanos, long since, long now) {
        long wait = (long) ((double) nanos * (1 + jitter.applyAsDouble(~epoch)));
        double longest = SHORTEST_WAIT + (LONGEST_WAIT - SHORTEST_WAIT) * jitter.applyAsDouble(Long.MIN_VALUE ^ epoch);
        long latest = since + (long) (longest * (double) config.openAtMost().toNanos());
        return now + Math.min(wait, latest - now);
    }

    void recoveredAtPeer(long now) {
        if (until - now > 0) {
            until = now;
        }
    }

    void clearTrips() {
        trips = 0;
    }

    /** The outage is over. */
    void closed() {
        reachability.reset();
    }
}
