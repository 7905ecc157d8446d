package dev.pointsman.redis;

import dev.pointsman.state.SessionStore;
import dev.pointsman.testkit.SessionStoreContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
class RedisSessionStoreContractTest extends SessionStoreContract {
    private final List<RedisState> states = new ArrayList<>();

    @Override
    protected SessionStore store() {
        RedisState state = SharedServer.state(SharedServer.prefix());
        states.add(state);
        return state.sessions();
    }

    @AfterEach
    void close() {
        states.forEach(RedisState::close);
    }
}
