package dev.pointsman.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.model.RouteRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Stale-response cache: earlier answers, returned when no model answers. Entries expire after an hour, within a memory
 * limit; the least used are evicted first. One answer may take a sixteenth of the memory; a larger one is not stored.
 */
final class StaleAnswers {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int SHARE = 16;
    /** Overhead of an entry in bytes: key, digest, trace. */
    private static final long OVERHEAD = 1024;

    private final Cache<Key, SizedEntry> answers;
    private final long largest;

    /** The cache key; an answer is returned to its own tenant only. */
    private record Key(String pool, @Nullable String tenant, Object cacheKey) {}

    private record SizedEntry(RouteResult<?> answer, int bytes) {}

    /**
     * Creates an empty cache.
     *
     * @param clock the clock for the age of answers
     * @param memory the memory of all answers in bytes; 0 disables the cache
     */
    StaleAnswers(NanoClock clock, long memory) {
        this.largest = Math.min(memory / SHARE, Integer.MAX_VALUE);
        this.answers = Caffeine.newBuilder()
                .maximumWeight(memory)
                .weigher((Key key, SizedEntry entry) -> entry.bytes())
                .expireAfterWrite(LIFE)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
    }

    void keep(String pool, RouteRequest request, RouteResult<?> answer) {
        Object cacheKey = request.cacheKey();
        if (cacheKey == null) {
            return;
        }
        Key key = new Key(pool, request.tenant(), cacheKey);
        long bytes = OVERHEAD + AnswerWeights.of(answer.value()) + AnswerWeights.of(cacheKey);
        if (bytes > largest) {
            answers.invalidate(key); // an older entry must not be returned any more
        } else {
            answers.put(key, new SizedEntry(answer.asStale(), (int) bytes));
        }
    }

    @Nullable
    RouteResult<?> find(String pool, RouteRequest request) {
        Object cacheKey = request.cacheKey();
        SizedEntry found = cacheKey == null ? null : answers.getIfPresent(new Key(pool, request.tenant(), cacheKey));
        return found == null ? null : found.answer();
    }
}
