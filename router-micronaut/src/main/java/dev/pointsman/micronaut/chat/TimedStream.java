package dev.pointsman.micronaut.chat;

import io.netty.util.Timeout;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Signal;
import reactor.util.context.Context;

/**
 * Subscriber to the parts of one stream that passes its elements on and limits the wait for the next one. No timeout
 * runs while the reader has no demand. Ends once: by a signal, a timeout or a cancellation.
 */
final class TimedStream<T, E> extends BaseSubscriber<Signal<T>> {
    private static final int ENDED = -1;

    private final Content<T, E> stream;
    private final FluxSink<E> sink;
    /** Number of the current timeout; each element that restarts it increments the number. */
    private final AtomicInteger turn = new AtomicInteger();

    /** Whether a part has been requested: parts are requested one by one, while the reader waits for elements. */
    private final AtomicBoolean asked = new AtomicBoolean(true);

    private volatile boolean unwatched = true;
    private volatile @Nullable Timeout alarm;

    /** Content of the stream: reads its parts, names its limits, and decides what an end means. */
    interface Content<T, E> {
        /** Reads a part and passes its elements on; returns whether the next one has a timeout of its own. */
        boolean feed(T part, Consumer<E> to);

        /** Returns whether no more parts are expected. */
        boolean isOver();

        /** Returns the timeout of the next element. */
        Duration limit();

        /** Returns the failure if the parts end here; null if the content is complete. */
        @Nullable
        Throwable ended();

        /** Returns the failure if the timeout has passed, before the source is cancelled; null if complete. */
        @Nullable
        Throwable late();

        /** Returns the failure for an error of the source; null if the content is complete. */
        @Nullable
        Throwable failed(Throwable error);

        /** Releases the source after it was cancelled. */
        void leave();
    }

    TimedStream(Content<T, E> stream, FluxSink<E> sink) {
        this.stream = stream;
        this.sink = sink;
        sink.onCancel(this::left);
        sink.onRequest(elements -> pull());
    }

    /** Reads parts whose errors may be materialized: Reactor logs other errors after a cancellation, in full. */
    void read(Flux<Signal<T>> parts) {
        parts.subscribe(this);
    }

    @Override
    protected void hookOnSubscribe(Subscription parts) {
        asked.set(false);
        pull();
    }

    @Override
    protected void hookOnNext(Signal<T> signal) {
        T part = signal.get();
        Throwable error = signal.getThrowable();
        if (part != null) {
            feed(part);
        } else {
            end(error == null ? stream.ended() : stream.failed(error));
        }
    }

    @Override
    protected void hookOnComplete() {
        end(stream.ended());
    }

    @Override
    protected void hookOnError(Throwable error) {
        giveUp(stream.failed(error));
    }

    private void feed(T part) {
        boolean given;
        try {
            given = stream.feed(part, sink::next);
        } catch (RuntimeException broken) { // Reactor would log it too after a cancellation
            giveUp(stream.failed(broken));
            return;
        }
        if (stream.isOver()) {
            giveUp(stream.ended());
            return;
        }
        if (given || sink.requestedFromDownstream() == 0) {
            callOff(); // no timeout while the reader has no demand
            unwatched = true;
        }
        asked.set(false);
        pull();
    }

    private void pull() {
        if (sink.requestedFromDownstream() > 0 && asked.compareAndSet(false, true)) {
            if (unwatched) {
                unwatched = false;
                watch();
            }
            request(1);
        }
    }

    @Override
    public Context currentContext() {
        return Context.of(sink.contextView());
    }

    /** Starts the timeout of the next element. */
    private void watch() {
        callOff();
        int before = turn.get();
        if (before != ENDED && turn.compareAndSet(before, before + 1)) {
            alarm = WheelTimer.set(stream.limit(), () -> rang(before + 1));
        }
        if (turn.get() == ENDED) {
            callOff();
        }
    }

    private void rang(int of) {
        if (turn.compareAndSet(of, ENDED)) {
            Throwable late = stream.late();
            stop();
            tell(late);
        }
    }

    private void left() {
        if (turn.getAndSet(ENDED) != ENDED) {
            callOff();
            stop();
        }
    }

    private void giveUp(@Nullable Throwable error) {
        stop();
        end(error);
    }

    private void stop() {
        cancel();
        stream.leave();
    }

    private void end(@Nullable Throwable error) {
        if (turn.getAndSet(ENDED) != ENDED) {
            callOff();
            tell(error);
        }
    }

    private void tell(@Nullable Throwable error) {
        if (error == null) {
            sink.complete();
        } else if (!sink.isCancelled()) {
            sink.error(error);
        }
    }

    private void callOff() {
        Timeout set = alarm;
        if (set != null) {
            set.cancel();
        }
    }
}
