package dev.pointsman.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.HealthExchange;
import dev.pointsman.testkit.HealthExchangeContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
class RedisHealthExchangeContractTest extends HealthExchangeContract {
    private final String prefix = SharedServer.prefix();
    private final List<RedisState> states = new ArrayList<>();

    @Override
    protected HealthExchange exchange() {
        RedisState state = SharedServer.state(prefix);
        states.add(state);
        return state.health();
    }

    @Override
    protected void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @AfterEach
    void close() {
        states.forEach(RedisState::close);
    }
}
