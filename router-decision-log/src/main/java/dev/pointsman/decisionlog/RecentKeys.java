package dev.pointsman.decisionlog;

import java.util.LinkedHashMap;
import java.util.Map;

/** Bounded map of recent keys to their locations; the oldest entries are evicted first. Not thread-safe. */
final class RecentKeys {
    static final long ABSENT = Long.MIN_VALUE;

    private final int kept;
    private final Map<Long, Long> locations = new LinkedHashMap<>();

    /** Creates a map of bounded size. */
    RecentKeys(int kept) {
        this.kept = kept;
    }

    /** Returns the earlier location of a key; {@link #ABSENT} if there is none, and then records this location. */
    long putIfAbsent(long key, long location) {
        Long seen = locations.putIfAbsent(key, location);
        if (seen != null) {
            return seen;
        }
        if (locations.size() > kept) {
            locations.remove(locations.keySet().iterator().next());
        }
        return ABSENT;
    }
}
