package dev.pointsman.tenant;

import dev.pointsman.state.RateLimitReading;
import org.jspecify.annotations.Nullable;

/** Limit of one resource of an account, as learned from the provider's answers. Thread-safe; reads take no lock. */
final class LearnedLimit {
    /*
     * A reading is what the provider had left when it received the request, so it counts all users of the account. Since
     * then others have used the account, too: their usage is estimated by the rate between earlier readings, and more so
     * the less is known, by the standard deviation of a Poisson process. An estimate that no reading has confirmed for
     * some seconds fades, so that a limit does not stay used up by a rate that is over.
     *
     * Providers reset the whole limit at one time, or refill it all the time. In the second case the reset moves away with
     * every request: what is refilled since the reading is the same share of what was missing as of the time.
     */
    private static final double FADES = 5e9;
    private static final double RATE_TIME = 5e9;
    private static final long SAME_RESET = 1_500_000_000; // some providers report resets in whole seconds

    private static final double TOLD_BELOW = .25; // share that is left
    private static final long TOLD_STEPS = 100; // of the limit

    private volatile @Nullable Known known;
    private long told; // what other instances were told last; guarded by this

    /** Latest reading, with what it says beside the first one before the same reset. */
    private record Known(
            long limit,
            long remaining,
            long at,
            long resetsAt,
            boolean refills,
            long firstAt,
            long firstReset,
            double rate) {

        long elapsed(long now) {
            return Math.max(0, now - at);
        }

        boolean isReset(long now) {
            return now - resetsAt >= 0;
        }

        /** Returns what is left without the usage since the reading. */
        double left(long now) {
            if (isReset(now)) {
                return (double) limit;
            }
            double refilled = refills ? (double) (limit - remaining) * elapsed(now) / (resetsAt - at) : 0;
            return Math.min((double) limit, remaining + refilled);
        }

        /** Returns the estimated usage of all instances since the reading. */
        double used(long now) {
            double age = (double) (isReset(now) ? now - resetsAt : elapsed(now));
            return rate * age * Math.exp(-age / FADES);
        }

        Known next(RateLimitReading reading, long time) {
            long reset = time + reading.resets().toNanos();
            boolean again = time - firstReset >= -SAME_RESET; // about the time of the reset, a later one says nothing
            boolean moved = reset - firstReset > SAME_RESET;
            boolean refilling = !again && (moved || (refills && time - firstAt < 2 * SAME_RESET));
            boolean first = again || moved;
            return new Known(
                    reading.limit(),
                    reading.remaining(),
                    time,
                    reset,
                    again ? refills : refilling,
                    first ? time : firstAt,
                    first ? reset : firstReset,
                    rate(reading.remaining(), time));
        }

        private double rate(long left, long time) {
            long passed = Math.max(1, isReset(time) ? time - resetsAt : time - at);
            double used = Math.max(0, left(time) - left);
            double weight = -Math.expm1(-passed / RATE_TIME);
            return rate + weight * (used / passed - rate);
        }
    }

    /** Takes a reading as of a time; an older one than the known one is ignored. */
    synchronized void told(RateLimitReading reading, long at) {
        Known before = known;
        if (before == null) {
            long reset = at + reading.resets().toNanos();
            known = new Known(reading.limit(), reading.remaining(), at, reset, false, at, reset, 0);
        } else if (at - before.at >= 0) {
            known = before.next(reading, at);
        }
    }

    /** Returns whether other instances should hear of a reading: little is left, and less than they were told last. */
    synchronized boolean isNews(RateLimitReading reading) {
        boolean little = reading.remaining() < TOLD_BELOW * reading.limit();
        boolean news = little && Math.abs(told - reading.remaining()) >= Math.max(1, reading.limit() / TOLD_STEPS);
        if (news || !little) {
            told = reading.remaining();
        }
        return news;
    }

    /** Returns whether the provider has said that less is left than a call needs, however much others use. */
    boolean isUsedUp(long need, RecentAttempts own, long now) {
        Known last = known;
        return last != null && last.left(now) - own(last, need, own, now) < Math.min(need, last.limit);
    }

    /** Returns the share of the limit that is left by the estimate of all usage; 1 if nothing is known. */
    double headroom(long need, RecentAttempts own, long now) {
        Known last = known;
        if (last == null) {
            return 1;
        }
        double all = last.used(now);
        double used = Math.max(own(last, need, own, now), all + Math.sqrt(all * need));
        return Math.max(0, (last.left(now) - used) / last.limit);
    }

    /** Returns the time until the limit is reset, in nanoseconds; at least 0. */
    long untilReset(long now) {
        Known last = known;
        return last == null ? 0 : Math.max(0, last.resetsAt - now);
    }

    private static double own(Known last, long need, RecentAttempts own, long now) {
        long since = last.isReset(now) ? last.resetsAt : last.at;
        long begun = own.since(since, now) - (last.isReset(now) ? 0 : 1); // the reading's own request is counted in it
        return (double) need * Math.max(0, begun);
    }
}
