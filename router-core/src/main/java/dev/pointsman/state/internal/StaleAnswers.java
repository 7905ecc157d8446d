package dev.pointsman.state.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.model.RouteRequest;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stale-response cache: earlier answers, returned when no model answers. Entries expire after an hour, within a memory
 * limit; the least used are evicted first. One answer may take a sixteenth of the memory; a larger one is not stored.
 *
 * @param <A> the type of the answers
 */
public final class StaleAnswers<A> {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int SHARE = 16;
    /** Overhead of an entry in bytes: key, digest, trace. */
    private static final long OVERHEAD = 1024;

    private final Cache<Key, SizedEntry<A>> answers;
    private final long largest;

    /** The cache key; an answer is returned to its own tenant only. */
    private record Key(String pool, @Nullable String tenant, Object cacheKey) {}

    private record SizedEntry<A>(A answer, int bytes) {}

    /**
     * Creates an empty cache.
     *
     * @param clock the clock for the age of answers
     * @param memory the memory of all answers in bytes; 0 disables the cache
     */
    public StaleAnswers(LongSupplier clock, long memory) {
        this.largest = Math.min(memory / SHARE, Integer.MAX_VALUE);
        this.answers = Caffeine.newBuilder()
                .maximumWeight(memory)
                .weigher((Key key, SizedEntry<A> entry) -> entry.bytes())
                .expireAfterWrite(LIFE)
                .ticker(clock::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Keeps the answer to a request with a cache key; its value determines the memory it takes. */
    public void keep(String pool, RouteRequest request, Object value, Supplier<? extends A> answer) {
        Object cacheKey = request.cacheKey();
        if (cacheKey == null) {
            return;
        }
        Key key = new Key(pool, request.tenant(), cacheKey);
        long bytes = OVERHEAD + AnswerWeights.of(value) + AnswerWeights.of(cacheKey);
        if (bytes > largest) {
            answers.invalidate(key); // an older entry must not be returned any more
        } else {
            answers.put(key, new SizedEntry<>(answer.get(), (int) bytes));
        }
    }

    /** Returns the answer kept for the cache key and tenant of a request; null if there is none. */
    public @Nullable A find(String pool, RouteRequest request) {
        Object cacheKey = request.cacheKey();
        SizedEntry<A> found = cacheKey == null ? null : answers.getIfPresent(new Key(pool, request.tenant(), cacheKey));
        return found == null ? null : found.answer();
    }
}
