package dev.pointsman.micronaut.cache.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.pointsman.state.ResponseStore;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Recorded answers in memory, bounded in bytes, and in the shared store if there is one. A call waits for that one only
 * briefly; after an error nothing is read from it for a second. Thread-safe.
 */
final class AnswerStore {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerStore.class);
    private static final int SHARE = 16;
    private static final int KEY_BYTES = 256;
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Cache<ResponseStore.Key, Entry> near;
    private final @Nullable ResponseStore far;
    private final CacheLimits limits;
    private volatile long pausedUntil = System.nanoTime();

    /** An answer, never changed after it was stored. */
    private static final class Entry {
        private final byte[] bytes;
        private final Duration life;

        Entry(byte[] bytes, Duration life) {
            this.bytes = bytes;
            this.life = life;
        }
    }

    AnswerStore(CacheLimits limits, @Nullable ResponseStore far) {
        this.limits = limits;
        this.far = far;
        this.near = Caffeine.newBuilder()
                .maximumWeight(limits.memory())
                .weigher((ResponseStore.Key key, Entry entry) -> KEY_BYTES + entry.bytes.length)
                .expireAfter(Expiry.writing((ResponseStore.Key key, Entry entry) -> entry.life))
                .executor(Runnable::run)
                .build();
    }

    /** Returns an answer in memory; null if there is none. */
    @Nullable
    RecordedAnswer near(ResponseStore.Key key) {
        Entry found = near.getIfPresent(key);
        return found == null ? null : RecordedAnswer.of(found.bytes);
    }

    /** Returns an answer of the shared store, and keeps it in memory for the rest of its life; empty if there is none. */
    Mono<RecordedAnswer> far(ResponseStore.Key key, Duration life, long nowMillis) {
        ResponseStore shared = far;
        long now = System.nanoTime();
        if (shared == null || now - pausedUntil < 0) {
            return Mono.empty();
        }
        return Mono.fromCompletionStage(() -> shared.find(key, now))
                .timeout(limits.storeTimeout())
                .onErrorResume(failed -> {
                    pausedUntil = System.nanoTime() + PAUSE;
                    LOG.debug("The shared store of responses does not answer: {}", failed.toString());
                    return Mono.empty();
                })
                .mapNotNull(bytes -> {
                    RecordedAnswer answer = RecordedAnswer.of(bytes);
                    Duration left = answer == null ? Duration.ZERO : life.minus(answer.age(nowMillis));
                    if (answer == null || left.isNegative() || left.isZero()) {
                        return null;
                    }
                    keep(key, bytes, left);
                    return answer;
                });
    }

    void put(ResponseStore.Key key, RecordedAnswer answer, Duration life) {
        byte[] bytes = answer.encoded();
        if (!keep(key, bytes, life) || far == null) {
            return;
        }
        var unused = far.put(key, bytes, life, System.nanoTime()).whenComplete((stored, failed) -> {
            if (failed != null) {
                LOG.debug("A response was not stored: {}", failed.toString());
            }
        });
    }

    private boolean keep(ResponseStore.Key key, byte[] bytes, Duration life) {
        boolean fits = (long) bytes.length + KEY_BYTES <= limits.memory() / SHARE;
        if (fits) {
            near.put(key, new Entry(bytes, life));
        } else {
            near.invalidate(key); // an older answer must not be returned any more
        }
        return fits;
    }

    long bytes() {
        near.cleanUp();
        return near.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize())
                .orElse(OptionalLong.empty())
                .orElse(0);
    }
}
