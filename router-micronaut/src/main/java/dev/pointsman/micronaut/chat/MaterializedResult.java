package dev.pointsman.micronaut.chat;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A value or an error that may come too late: Reactor logs both when the caller has left or the time has passed, and this
 * shows nothing of the provider's words.
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

    /** The value or the error, to who asked for it. */
    Mono<T> told() {
        return error == null ? Mono.justOrEmpty(value) : Mono.error(error);
    }

    @Override
    public String toString() {
        return error == null ? "Outcome[value]" : "Outcome[error]";
    }
}
