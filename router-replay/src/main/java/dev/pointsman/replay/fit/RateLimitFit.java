package dev.pointsman.replay.fit;

import java.util.Collection;

/** How many calls a minute a provider takes, from the minutes in which it refused some. */
final class RateLimitFit {
    private static final int LEAST_REFUSED = 5;

    private RateLimitFit() {}

    /** The median of what it took in such a minute; 0 if it refused next to nothing. */
    static int of(Collection<AttemptCounts> minutes) {
        int refused = minutes.stream().mapToInt(AttemptCounts::limited).sum();
        double[] taken = minutes.stream()
                .filter(minute -> minute.limited() > 0)
                .mapToDouble(AttemptCounts::attempts)
                .toArray();
        return refused < LEAST_REFUSED ? 0 : (int) Math.max(1, Math.round(RobustStatistics.median(taken)));
    }
}
