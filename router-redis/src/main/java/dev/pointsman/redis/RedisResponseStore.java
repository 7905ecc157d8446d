package dev.pointsman.redis;

import dev.pointsman.state.ResponseStore;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Responses as keys with an expiry. */
final class RedisResponseStore implements ResponseStore {
    private static final int LARGEST = 16 << 20;

    private final RedisLink link;
    private final String prefix;

    RedisResponseStore(RedisLink link, String prefix) {
        this.link = link;
        this.prefix = prefix;
    }

    @Override
    public CompletionStage<Boolean> put(Key key, byte[] body, Duration life, long nowNanos) {
        if (life.isZero() || life.isNegative()) {
            throw new IllegalArgumentException("life: " + life + " (expected: > 0)");
        }
        if (body.length > LARGEST) {
            return remove(key, nowNanos).thenApply(removed -> false); // an older one must not be returned any more
        }
        byte[] copy = body.clone();
        SetArgs expiry = SetArgs.Builder.px(Math.max(1, life.toMillis()));
        return link.send(commands -> commands.set(name(key), copy, expiry)).thenApply(stored -> true);
    }

    @Override
    public CompletionStage<byte @Nullable []> find(Key key, long nowNanos) {
        return link.send(commands -> commands.get(name(key)));
    }

    @Override
    public CompletionStage<Boolean> remove(Key key, long nowNanos) {
        return link.send(commands -> commands.del(name(key))).thenApply(removed -> removed > 0);
    }

    private String name(Key key) {
        return prefix + ":response:" + key.text();
    }
}
