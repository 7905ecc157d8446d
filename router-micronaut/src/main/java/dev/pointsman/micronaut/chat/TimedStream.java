package dev.pointsman.micronaut.chat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Subscriber to the parts of one stream that passes its elements on and limits the wait for the next one. No timeout
 * runs while the reader has no demand. Ends once: by a signal, a timeout or a cancellation.
 */
/*
 * A subscriber of its own, as Reactor logs errors that come after a cancellation, in full: they are dropped here.
 */
final class TimedStream<T, E> implements CoreSubscriber<T> {
    private final Content<T, E> stream;
    private final FluxSink<E> sink;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Operators.DeferredSubscription parts = new Operators.DeferredSubscription();
    /** Timeout of the next element. */
    private final RestartableTimeout timeout = new RestartableTimeout(this::rang);

    /** Whether a part has been requested: parts are requested one by one, while the reader waits for elements. */
    private final AtomicBoolean asked = new AtomicBoolean(true);

    private volatile boolean unwatched = true;

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

    /** Reads the parts of a source, which may subscribe this later: the wait for the first one begins at once. */
    void read(Consumer<? super TimedStream<T, E>> source) {
        asked.set(false);
        pull();
        source.accept(this);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        parts.set(subscription);
    }

    @Override
    public void onNext(T part) {
        if (ended.get()) {
            return;
        }
        try {
            feed(part);
        } catch (Throwable broken) {
            Exceptions.throwIfFatal(broken);
            giveUp(stream.failed(broken));
        }
    }

    @Override
    public void onComplete() {
        end(stream.ended());
    }

    @Override
    public void onError(Throwable error) {
        end(stream.failed(error));
    }

    private void feed(T part) {
        boolean given = stream.feed(part, sink::next);
        if (stream.isOver()) {
            giveUp(stream.ended());
            return;
        }
        if (given || sink.requestedFromDownstream() == 0) {
            timeout.pause(); // no timeout while the reader has no demand
            unwatched = true;
        }
        asked.set(false);
        pull();
    }

    private void pull() {
        if (sink.requestedFromDownstream() > 0 && asked.compareAndSet(false, true)) {
            if (unwatched) {
                unwatched = false;
                timeout.restart(stream.limit());
            }
            parts.request(1);
        }
    }

    @Override
    public Context currentContext() {
        return Context.of(sink.contextView());
    }

    private void rang() {
        if (ended.compareAndSet(false, true)) {
            timeout.stop();
            Throwable late = stream.late();
            stop();
            tell(late);
        }
    }

    private void left() {
        if (ended.compareAndSet(false, true)) {
            timeout.stop();
            stop();
        }
    }

    private void giveUp(@Nullable Throwable error) {
        stop();
        end(error);
    }

    private void stop() {
        parts.cancel();
        stream.leave();
    }

    private void end(@Nullable Throwable error) {
        if (ended.compareAndSet(false, true)) {
            timeout.stop();
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
}
