package dev.pointsman.decisionlog;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was met of late, and where; the oldest is forgotten first. For one thread. */
final class RecentKeys {
    static final long NOWHERE = Long.MIN_VALUE;

    private final int kept;
    private final Map<Long, Long> places = new LinkedHashMap<>();

    /** Knows the last so many. */
    RecentKeys(int kept) {
        this.kept = kept;
    }

    /** Where it was met before; {@link #NOWHERE} if it was not, and then this is the place. */
    long before(long key, long place) {
        Long seen = places.putIfAbsent(key, place);
        if (seen != null) {
            return seen;
        }
        if (places.size() > kept) {
            places.remove(places.keySet().iterator().next());
        }
        return NOWHERE;
    }
}
