package dev.pointsman.redis;

import dev.pointsman.state.ResponseStore;
import dev.pointsman.testkit.internal.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One server for the contract tests, which have prefixes of their own; ends with the process. */
final class SharedServer {
    private static @Nullable RedisServer server; // guarded by the class

    private SharedServer() {}

    static synchronized RedisServer get() {
        RedisServer running = server;
        if (running == null) {
            try {
                Path folder = Files.createTempDirectory("pointsman-redis");
                running = RedisServer.start(folder);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            server = running;
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    static RedisState state(String prefix) {
        return connected(new RedisSettings(get().uri(), prefix, Duration.ofSeconds(2)));
    }

    /** Returns a state whose connection is made. */
    static RedisState connected(RedisSettings settings) {
        RedisState state = RedisState.connect(settings);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (state.responses()
                        .find(new ResponseStore.Key(null, "none"), 0)
                        .handle((body, error) -> error)
                        .toCompletableFuture()
                        .join()
                != null) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("no connection");
            }
        }
        return state;
    }

    static String prefix() {
        return "test-" + UUID.randomUUID();
    }
}
