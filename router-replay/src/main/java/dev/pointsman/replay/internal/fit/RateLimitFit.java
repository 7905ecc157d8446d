package dev.pointsman.replay.internal.fit;

import java.util.Collection;

/** Fit of a provider's rate limit, from the minutes with rate-limited attempts. */
final class RateLimitFit {
    private static final int LEAST_REFUSED = 5;

    private RateLimitFit() {}

    /** Returns the median of calls accepted in such a minute; 0 if rate limiting was rare. */
    static int of(Collection<AttemptCounts> minutes) {
        int refused = minutes.stream().mapToInt(AttemptCounts::limited).sum();
        double[] taken = minutes.stream()
                .filter(minute -> minute.limited() > 0)
                .mapToDouble(AttemptCounts::attempts)
                .toArray();
        return refused < LEAST_REFUSED ? 0 : (int) Math.max(1, Math.round(RobustStatistics.median(taken)));
    }
}
