package dev.pointsman.micronaut.cache.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Call with one result for several waiters. It is cancelled when the last of them leaves, not before. Thread-safe.
 *
 * @param <T> the type of the result
 */
final class SharedCall<T> {
    private final Disposable.Swap upstream = Disposables.swap();
    private final List<MonoSink<T>> waiters = new ArrayList<>(); // guarded by this
    private @Nullable T result; // guarded by this
    private boolean started; // guarded by this
    private boolean over; // guarded by this: cancelled or failed
    private volatile boolean begun;

    /** Adds a waiter; returns false if the call has failed or was cancelled. */
    boolean join(MonoSink<T> waiter) {
        T ready;
        synchronized (this) {
            if (over) {
                return false;
            }
            ready = result;
            if (ready == null) {
                waiters.add(waiter);
            }
        }
        if (ready == null) {
            waiter.onCancel(() -> leave(waiter));
        } else {
            waiter.success(ready);
        }
        return true;
    }

    /** Begins the call for its first waiter; others may have joined already. */
    void begin(MonoSink<T> first, Mono<T> call) {
        begun = true;
        join(first);
        upstream.update(call.single().subscribe(this::succeed, this::fail));
        synchronized (this) {
            started = true;
        }
        leaveIfAlone();
    }

    /** Returns whether the caller that made this began the call itself. */
    boolean isBegun() {
        return begun;
    }

    private void leave(MonoSink<T> waiter) {
        synchronized (this) {
            waiters.remove(waiter);
        }
        leaveIfAlone();
    }

    private void leaveIfAlone() {
        boolean last;
        synchronized (this) {
            last = started && waiters.isEmpty() && result == null;
            over |= last;
        }
        if (last) {
            upstream.dispose();
        }
    }

    private void succeed(T value) {
        end(value, waiter -> waiter.success(value));
    }

    private void fail(Throwable error) {
        end(null, waiter -> waiter.error(error));
    }

    private void end(@Nullable T value, Consumer<MonoSink<T>> told) {
        List<MonoSink<T>> all;
        synchronized (this) {
            result = value;
            over |= value == null;
            all = List.copyOf(waiters);
            waiters.clear();
        }
        all.forEach(told);
    }
}
