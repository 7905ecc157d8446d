package dev.pointsman.micronaut.live;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of the goals of each pool's calls. Incremented by calls and read once a second by one thread; thread-safe.
 */
@Singleton
@LivePage
final class GoalCounters {
    private final Map<PoolGoal, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, String> latest = new HashMap<>(); // guarded by this

    private record PoolGoal(String pool, String goal) {}

    void asked(String pool, String goal) {
        counts.computeIfAbsent(new PoolGoal(pool, goal), key -> new LongAdder()).increment();
    }

    /**
     * Returns the most frequent goal of each pool in the latest interval with calls; no entry for a pool without calls.
     */
    synchronized Map<String, String> take() {
        Map<String, Long> most = new HashMap<>();
        counts.forEach((key, count) -> {
            long calls = count.sumThenReset();
            if (calls > most.getOrDefault(key.pool(), 0L)) {
                most.put(key.pool(), calls);
                latest.put(key.pool(), key.goal());
            }
        });
        return Map.copyOf(latest);
    }
}
