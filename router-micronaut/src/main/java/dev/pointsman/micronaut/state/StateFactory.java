package dev.pointsman.micronaut.state;

import dev.pointsman.state.CallQueue;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.state.SessionStore;
import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.state.UsageStore;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Factory of the stores; beans of the application are preferred. */
@Factory
final class StateFactory {

    @Singleton
    @Bean(preDestroy = "close")
    OpenState state(@Nullable StateSettings settings, List<StateOpener> openers) {
        if (settings == null) {
            return OpenState.inMemory();
        }
        return openers.stream()
                .map(opener -> opener.open(settings))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(OpenState::inMemory);
    }

    @Singleton
    @Secondary
    UsageStore usage(OpenState state) {
        return state.usage();
    }

    @Singleton
    @Secondary
    UsageRecordStore records(OpenState state) {
        return given(state.records());
    }

    @Singleton
    @Secondary
    ResponseStore responses(OpenState state) {
        return given(state.responses());
    }

    @Singleton
    @Secondary
    SessionStore sessions(OpenState state) {
        return given(state.sessions());
    }

    @Singleton
    @Secondary
    HealthExchange health(OpenState state) {
        return given(state.health());
    }

    @Singleton
    @Secondary
    CallQueue calls(OpenState state) {
        return given(state.calls());
    }

    private static <T> T given(@Nullable T part) {
        if (part == null) {
            throw new DisabledBeanException("not configured in pointsman.state");
        }
        return part;
    }
}
