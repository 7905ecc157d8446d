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
    private final Map<Wish, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, String> latest = new HashMap<>(); // guarded by this

    private record Wish(String pool, String goal) {}

    void asked(String pool, String goal) {
        counts.computeIfAbsent(new Wish(pool, goal), wish -> new LongAdder()).increment();
    }

    /**
     * Returns the most frequent goal of each pool in the latest interval with calls; no entry for a pool without calls.
     */
    synchronized Map<String, String> take() {
        Map<String, Long> most = new HashMap<>();
        counts.forEach((wish, count) -> {
            long calls = count.sumThenReset();
            if (calls > most.getOrDefault(wish.pool(), 0L)) {
                most.put(wish.pool(), calls);
                latest.put(wish.pool(), wish.goal());
            }
        });
        return Map.copyOf(latest);
    }
}
