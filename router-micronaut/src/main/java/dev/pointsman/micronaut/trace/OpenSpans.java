package dev.pointsman.micronaut.trace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Open spans with their contexts, by number. A span that is not ended within 30 minutes, or one beyond the maximum of
 * 10,000, is ended. Thread-safe.
 */
final class OpenSpans {
    private static final int MOST = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Cache<Long, Context> contexts = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(LONGEST)
            .executor(Runnable::run)
            .<Long, Context>evictionListener((number, context, cause) -> end(context))
            .build();

    void put(long number, Context context) {
        contexts.put(number, context);
    }

    @Nullable
    Context find(long number) {
        return contexts.getIfPresent(number);
    }

    /** Removes a context; the caller ends its span. */
    @Nullable
    Context take(long number) {
        return contexts.asMap().remove(number);
    }

    long size() {
        contexts.cleanUp();
        return contexts.estimatedSize();
    }

    private static void end(@Nullable Context context) {
        if (context != null) {
            Span.fromContext(context).end();
        }
    }
}
