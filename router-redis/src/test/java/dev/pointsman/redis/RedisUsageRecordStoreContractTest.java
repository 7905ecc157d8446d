package dev.pointsman.redis;

import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.testkit.UsageRecordStoreContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
class RedisUsageRecordStoreContractTest extends UsageRecordStoreContract {
    private final String prefix = SharedServer.prefix();
    private final List<RedisState> states = new ArrayList<>();

    @Override
    protected UsageRecordStore store() {
        RedisState state = SharedServer.state(prefix);
        states.add(state);
        return state.usageRecords();
    }

    @AfterEach
    void close() {
        states.forEach(RedisState::close);
    }
}
