package dev.pointsman.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.model.RouteRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Old answers that may stand in when no model answers: kept for an hour at most, within a limit of memory, the least used
 * leave first. One answer may take a sixteenth of the memory; a larger one is not kept.
 */
final class StaleAnswers {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int SHARE = 16;
    /** What an entry takes beside its answer, in bytes: key, digest, trace. */
    private static final long OVERHEAD = 1024;

    private final Cache<Key, Weighed> answers;
    private final long largest;

    /** An answer is for its own tenant only. */
    private record Key(String pool, @Nullable String tenant, Object question) {}

    private record Weighed(RouteResult<?> answer, int bytes) {}

    /**
     * An empty store.
     *
     * @param clock tells the age of answers
     * @param memory how many bytes all answers may take; 0 keeps none
     */
    StaleAnswers(NanoClock clock, long memory) {
        this.largest = Math.min(memory / SHARE, Integer.MAX_VALUE);
        this.answers = Caffeine.newBuilder()
                .maximumWeight(memory)
                .weigher((Key key, Weighed weighed) -> weighed.bytes())
                .expireAfterWrite(LIFE)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
    }

    void keep(String pool, RouteRequest request, RouteResult<?> answer) {
        Object question = request.cacheKey();
        if (question == null) {
            return;
        }
        Key key = new Key(pool, request.tenant(), question);
        long bytes = OVERHEAD + AnswerWeights.of(answer.value()) + AnswerWeights.of(question);
        if (bytes > largest) {
            answers.invalidate(key); // an older one is no answer to what was asked since
        } else {
            answers.put(key, new Weighed(answer.asStale(), (int) bytes));
        }
    }

    @Nullable
    RouteResult<?> find(String pool, RouteRequest request) {
        Object question = request.cacheKey();
        Weighed found = question == null ? null : answers.getIfPresent(new Key(pool, request.tenant(), question));
        return found == null ? null : found.answer();
    }
}
