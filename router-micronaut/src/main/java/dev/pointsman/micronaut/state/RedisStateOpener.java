package dev.pointsman.micronaut.state;

import dev.pointsman.redis.RedisSettings;
import dev.pointsman.redis.RedisState;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Opener of state in Redis or Valkey. */
@Singleton
@Requires(classes = RedisState.class)
final class RedisStateOpener implements StateOpener {

    @Override
    public @Nullable OpenState open(StateSettings settings) {
        if (settings.redis() == null) {
            return null;
        }
        RedisState state =
                RedisState.connect(new RedisSettings(settings.redis(), settings.prefix(), settings.timeout()));
        return new OpenState(
                state.usage(),
                state.usageRecords(),
                state.responses(),
                state.sessions(),
                state.health(),
                state.calls(),
                state::close);
    }
}
