package dev.pointsman.redis;

import dev.pointsman.state.CallQueue;
import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.state.UsageStore;
import dev.pointsman.testkit.CallQueueContract;
import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.XClaimArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.models.stream.PendingMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
class RedisCallQueueContractTest extends CallQueueContract {
    private final String prefix = SharedServer.prefix();
    private @Nullable RedisState state;

    private RedisState state() {
        RedisState connected = state == null ? SharedServer.state(prefix) : state;
        state = connected;
        return connected;
    }

    @Override
    protected CallQueue queue() {
        return state().calls();
    }

    @Override
    protected UsageRecordStore records() {
        return state().usageRecords();
    }

    @Override
    protected UsageStore usage() {
        return state().usage();
    }

    /** The server's clock cannot be turned, so the times in its keys are. */
    @Override
    protected void pass(Duration time) {
        long millis = time.toMillis();
        RedisClient client = RedisClient.create(SharedServer.get().uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> commands = connection.sync();
            for (String set : new String[] {":calls:due", ":calls:waiting", ":calls:kept"}) {
                for (ScoredValue<String> member : commands.zrangeWithScores(prefix + set, 0, -1)) {
                    commands.zincrby(prefix + set, (double) -millis, member.getValue());
                }
            }
            for (String call : commands.keys(prefix + ":call:*")) {
                commands.hincrby(call, "added", -millis);
                commands.pexpire(call, Duration.ofMillis(commands.pttl(call) - millis));
            }
            if (!commands.keys(prefix + ":calls").isEmpty()
                    && !commands.xinfoGroups(prefix + ":calls").isEmpty()) {
                passClaims(commands, millis);
            }
        } finally {
            client.shutdown();
        }
    }

    private void passClaims(RedisCommands<String, String> commands, long millis) {
        for (PendingMessage claim :
                commands.xpending(prefix + ":calls", "workers", Range.unbounded(), Limit.from(100))) {
            commands.xclaim(
                    prefix + ":calls",
                    Consumer.from("workers", claim.getConsumer()),
                    new XClaimArgs().minIdleTime(0).justid().idle(claim.getMsSinceLastDelivery() + millis),
                    claim.getId());
        }
    }

    @AfterEach
    void close() {
        if (state != null) {
            state.close();
        }
    }
}
