package dev.pointsman.micronaut.chat;

import dev.pointsman.wire.ChatChunk;
import io.netty.util.Timeout;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Signal;
import reactor.util.context.Context;

/**
 * Subscriber to the bytes of one stream that passes its chunks on. Ends once: by a signal, a timeout or a cancellation.
 */
final class ChatStreamSubscriber extends BaseSubscriber<Signal<byte[]>> {
    private static final int ENDED = -1;

    private final ChatStream stream;
    private final FluxSink<ChatChunk> sink;
    /** Number of the current timeout; each chunk that restarts it increments the number. */
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * Whether bytes have been requested: they are requested one buffer at a time, while the reader waits for chunks.
     */
    private final AtomicBoolean asked = new AtomicBoolean(true);

    private volatile boolean unwatched = true;
    private volatile @Nullable Timeout alarm;

    ChatStreamSubscriber(ChatStream stream, FluxSink<ChatChunk> sink) {
        this.stream = stream;
        this.sink = sink;
        sink.onCancel(this::left);
        sink.onRequest(chunks -> pull());
    }

    /** Errors are materialized: Reactor would log an error after cancellation, with its full message. */
    void read(Flux<byte[]> bytes) {
        bytes.materialize().subscribe(this);
    }

    @Override
    protected void hookOnSubscribe(Subscription bytes) {
        asked.set(false);
        pull();
    }

    @Override
    protected void hookOnNext(Signal<byte[]> signal) {
        byte[] bytes = signal.get();
        Throwable error = signal.getThrowable();
        if (bytes != null) {
            feed(bytes);
        } else {
            end(error == null ? stream.ended() : stream.failed(error));
        }
    }

    @Override
    protected void hookOnError(Throwable error) {
        giveUp(stream.failed(error));
    }

    private void feed(byte[] bytes) {
        boolean given;
        try {
            given = stream.feed(bytes, sink::next);
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

    /** Starts the timeout of the next chunk. */
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
            stop();
            tell(stream.late());
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
