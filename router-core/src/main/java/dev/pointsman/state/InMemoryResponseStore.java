package dev.pointsman.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Response store of one process, bounded in bytes. Thread-safe. */
final class InMemoryResponseStore implements ResponseStore {
    private static final int SHARE = 16;
    private static final int KEY_BYTES = 256;

    private final ArgumentTime time = new ArgumentTime();
    private final long largest;
    private final Cache<Key, Entry> responses;

    /** A response, never changed after it was stored. */
    private static final class Entry {
        private final byte[] body;
        private final Duration life;

        Entry(byte[] body, Duration life) {
            this.body = body;
            this.life = life;
        }
    }

    InMemoryResponseStore(long memory) {
        StateChecks.require(memory >= 0, "memory", memory, ">= 0");
        this.largest = Math.min(memory / SHARE, Integer.MAX_VALUE);
        this.responses = Caffeine.newBuilder()
                .maximumWeight(memory)
                .weigher((Key key, Entry entry) -> KEY_BYTES + entry.body.length)
                .expireAfter(Expiry.writing((Key key, Entry entry) -> entry.life))
                .ticker(time)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public CompletionStage<Boolean> put(Key key, byte[] body, Duration life, long nowNanos) {
        StateChecks.positive(life, "life");
        time.advance(nowNanos);
        boolean fits = (long) body.length + KEY_BYTES <= largest;
        if (fits) {
            responses.put(key, new Entry(body.clone(), life));
        } else {
            responses.invalidate(key); // an older response must not be returned any more
        }
        return CompletableFuture.completedFuture(fits);
    }

    @Override
    public CompletionStage<byte @Nullable []> find(Key key, long nowNanos) {
        time.advance(nowNanos);
        Entry found = responses.getIfPresent(key);
        return CompletableFuture.completedFuture(found == null ? null : found.body.clone());
    }

    @Override
    public CompletionStage<Boolean> remove(Key key, long nowNanos) {
        time.advance(nowNanos);
        return CompletableFuture.completedFuture(responses.asMap().remove(key) != null);
    }
}
