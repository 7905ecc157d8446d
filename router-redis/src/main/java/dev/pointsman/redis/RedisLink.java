package dev.pointsman.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connection to a server, made when it is first used, and anew when the server has been silent: a connection whose
 * packets are dropped stays open for a quarter of an hour, and none of its commands would be answered. Thread-safe.
 */
final class RedisLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(500);

    private final RedisClient client;
    private final RedisURI uri;
    private final long timeout;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
    private volatile long silentSince; // time of the first failure since the last answer; 0 if there was none
    private long lastAttempt; // guarded by this, as all below
    private @Nullable CompletionStage<StatefulRedisConnection<String, byte[]>> attempt; // under way
    private boolean attempted;
    private boolean closed;

    RedisLink(RedisClient client, RedisURI uri, Duration timeout) {
        this.client = client;
        this.uri = uri;
        this.timeout = timeout.toNanos();
    }

    /** Sends a command; its stage fails at once without a connection. */
    <T> CompletionStage<T> send(Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
        StatefulRedisConnection<String, byte[]> open = connection;
        if (open == null) {
            return connected().thenCompose(made -> sent(made, command));
        }
        return sent(open, command);
    }

    private <T> CompletionStage<T> sent(
            StatefulRedisConnection<String, byte[]> open,
            Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
        try {
            return command.apply(open.async()).whenComplete((answer, error) -> observe(open, error));
        } catch (RuntimeException e) { // such as a full queue
            return CompletableFuture.failedFuture(e);
        }
    }

    private void observe(StatefulRedisConnection<String, byte[]> used, @Nullable Throwable error) {
        if (error == null || isAnswer(error)) {
            if (silentSince != 0) {
                silentSince = 0;
            }
            return;
        }
        long now = System.nanoTime() | 1; // 0 means none
        if (silentSince == 0) {
            silentSince = now;
        } else if (now - silentSince > timeout) {
            replace(used);
        }
    }

    private static boolean isAnswer(Throwable error) {
        return error instanceof RedisCommandExecutionException
                || error.getCause() instanceof RedisCommandExecutionException;
    }

    private synchronized void replace(StatefulRedisConnection<String, byte[]> silent) {
        StatefulRedisConnection<String, byte[]> current = connection;
        if (silent.equals(current)) {
            connection = null;
            silentSince = 0;
            var unused = silent.closeAsync();
        }
    }

    /** Begins to connect, before the first command. */
    void begin() {
        var unused = connected();
    }

    /** Returns the connection when it is made; fails at once between attempts. */
    private synchronized CompletionStage<StatefulRedisConnection<String, byte[]>> connected() {
        StatefulRedisConnection<String, byte[]> open = connection;
        if (open != null) {
            return CompletableFuture.completedFuture(open);
        }
        CompletionStage<StatefulRedisConnection<String, byte[]>> underWay = attempt;
        if (underWay != null) {
            return underWay;
        }
        long now = System.nanoTime();
        if (closed || (attempted && now - lastAttempt < RETRY)) {
            return CompletableFuture.failedFuture(new IllegalStateException("no connection to the server"));
        }
        attempted = true;
        lastAttempt = now;
        CompletableFuture<StatefulRedisConnection<String, byte[]>> begun = new CompletableFuture<>();
        attempt = begun;
        var unused = client.connectAsync(CODEC, uri).whenComplete((made, error) -> {
            ended(made, error);
            if (made == null) {
                begun.completeExceptionally(error);
            } else {
                begun.complete(made);
            }
        });
        return begun;
    }

    private synchronized void ended(@Nullable StatefulRedisConnection<String, byte[]> made, @Nullable Throwable error) {
        attempt = null;
        if (made == null) {
            LOG.debug("The server of shared state cannot be reached", error);
        } else if (closed) {
            var unused = made.closeAsync();
        } else {
            connection = made;
        }
    }

    /** Ends the use of the connection; the client closes it. */
    @Override
    public synchronized void close() {
        closed = true;
        connection = null;
    }
}
