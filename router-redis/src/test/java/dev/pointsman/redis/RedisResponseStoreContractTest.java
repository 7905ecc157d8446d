package dev.pointsman.redis;

import dev.pointsman.state.ResponseStore;
import dev.pointsman.testkit.ResponseStoreContract;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
class RedisResponseStoreContractTest extends ResponseStoreContract {
    private final String prefix = SharedServer.prefix();
    private final List<RedisState> states = new ArrayList<>();

    @Override
    protected ResponseStore store() {
        RedisState state = SharedServer.state(prefix);
        states.add(state);
        return state.responses();
    }

    /** The server's clock cannot be turned, so the expiries of its keys are. */
    @Override
    protected void pass(Duration time) {
        RedisClient client = RedisClient.create(SharedServer.get().uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> commands = connection.sync();
            for (String key : commands.keys(prefix + ":response:*")) {
                commands.pexpire(key, Duration.ofMillis(commands.pttl(key) - time.toMillis()));
            }
        } finally {
            client.shutdown();
        }
    }

    @AfterEach
    void close() {
        states.forEach(RedisState::close);
    }
}
