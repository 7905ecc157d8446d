package dev.pointsman.redis;

import dev.pointsman.state.UsageStore;
import dev.pointsman.testkit.UsageStoreContract;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
class RedisUsageStoreContractTest extends UsageStoreContract {
    private static final int END = 3; // of a lease, in the entry of its holder

    private final String prefix = SharedServer.prefix();
    private final List<RedisState> states = new ArrayList<>();

    @Override
    protected UsageStore store() {
        RedisState state = SharedServer.state(prefix);
        states.add(state);
        return state.usage();
    }

    /** The server's clock cannot be turned, so the times in its hashes are. */
    @Override
    protected void pass(Duration time) {
        RedisClient client = RedisClient.create(SharedServer.get().uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> commands = connection.sync();
            for (String key : commands.keys(prefix + ":usage:*")) {
                for (Map.Entry<String, String> field : commands.hgetall(key).entrySet()) {
                    commands.hset(key, field.getKey(), earlier(field.getKey(), field.getValue(), time.toMillis()));
                }
            }
        } finally {
            client.shutdown();
        }
    }

    private static String earlier(String field, String value, long millis) {
        if (field.equals("spent") || field.equals("period")) {
            return value;
        }
        String[] parts = value.split(" ");
        int time = field.equals("began") ? 0 : END;
        parts[time] = Long.toString(Long.parseLong(parts[time]) - millis);
        return String.join(" ", parts);
    }

    @AfterEach
    void close() {
        states.forEach(RedisState::close);
    }
}
