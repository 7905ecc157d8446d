package dev.pointsman.micronaut.chat;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Value or error of a request that may arrive after cancellation or timeout: Reactor logs such late signals, and this
 * class keeps the provider's text out of the log.
 */
final class MaterializedResult<T> {
    private final @Nullable T value;
    private final @Nullable Throwable error;

    private MaterializedResult(@Nullable T value, @Nullable Throwable error) {
        this.value = value;
        this.error = error;
    }

    static <T> MaterializedResult<T> of(T value) {
        return new MaterializedResult<>(value, null);
    }

    static <T> MaterializedResult<T> failed(Throwable error) {
        return new MaterializedResult<>(null, error);
    }

    /** Returns the value or the error as a signal. */
    Mono<T> told() {
        return error == null ? Mono.justOrEmpty(value) : Mono.error(error);
    }

    @Override
    public String toString() {
        return error == null ? "Outcome[value]" : "Outcome[error]";
    }
}
