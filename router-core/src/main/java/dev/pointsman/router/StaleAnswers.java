package dev.pointsman.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.model.RouteRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Old answers that may stand in when no model answers; forgotten after an hour, the least used first. */
final class StaleAnswers {
    private static final int MOST = 10_000;
    private static final Duration LIFE = Duration.ofHours(1);

    private final Cache<Key, RouteResult<?>> answers;

    /** An answer is for its own tenant only. */
    private record Key(String pool, @Nullable String tenant, Object question) {}

    StaleAnswers(NanoClock clock) {
        answers = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(LIFE)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
    }

    void keep(String pool, RouteRequest request, RouteResult<?> answer) {
        Object question = request.question();
        if (question != null) {
            answers.put(new Key(pool, request.tenant(), question), answer.asStale());
        }
    }

    @Nullable
    RouteResult<?> find(String pool, RouteRequest request) {
        Object question = request.question();
        return question == null ? null : answers.getIfPresent(new Key(pool, request.tenant(), question));
    }
}
