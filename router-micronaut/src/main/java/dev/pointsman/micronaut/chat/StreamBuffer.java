package dev.pointsman.micronaut.chat;

import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.wire.ChatChunk;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Buffer of the unread chunks of one stream, bounded by memory. While it is full, the reader must take a chunk within
 * the slow-reader timeout, or is cancelled. Signals to it are serialized; any thread may read.
 */
final class StreamBuffer {
    private final Sinks.Many<ChatChunk> chunks = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.Empty<Void> dropped = Sinks.empty();
    private final AtomicLong waiting = new AtomicLong(); // bytes
    private final AtomicBoolean watched = new AtomicBoolean(); // whether a timeout is set
    private final AnswerLimits limits;
    private final Runnable onCapacity;
    private final Runnable onCancel;
    private volatile boolean taken; // since the timeout was set
    private volatile long fullSince; // valid only while full
    private final AtomicLong fullFor = new AtomicLong(); // nanoseconds, so far
    private volatile @Nullable Timeout alarm;

    /**
     * Creates an empty buffer.
     *
     * @param onCapacity called when the buffer is no longer full
     * @param onCancel called when the reader cancels or is too slow
     */
    StreamBuffer(AnswerLimits limits, Runnable onCapacity, Runnable onCancel) {
        this.limits = limits;
        this.onCapacity = onCapacity;
        this.onCancel = onCancel;
    }

    /** Returns the chunks, for one reader. */
    Flux<ChatChunk> reader() {
        return chunks.asFlux()
                .doOnNext(this::taken)
                .takeUntilOther(dropped.asMono())
                .doOnCancel(onCancel)
                .doFinally(end -> callOff());
    }

    boolean hasCapacity() {
        return waiting.get() < limits.streamBuffer();
    }

    void add(ChatChunk chunk) {
        long before = waiting.getAndAdd(chunk.weight());
        if (before < limits.streamBuffer() && !hasCapacity()) {
            fullSince = System.nanoTime();
        }
        chunks.emitNext(chunk, Sinks.EmitFailureHandler.FAIL_FAST);
        watch();
    }

    /** Returns the total time in which it was full. */
    Duration fullFor() {
        return Duration.ofNanos(fullFor.get());
    }

    void complete() {
        chunks.emitComplete(Sinks.EmitFailureHandler.FAIL_FAST);
    }

    void fail(Throwable error) {
        chunks.emitError(error, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private void taken(ChatChunk chunk) {
        taken = true;
        long before = waiting.getAndAdd(-chunk.weight());
        if (before >= limits.streamBuffer() && hasCapacity()) {
            fullFor.addAndGet(System.nanoTime() - fullSince);
            onCapacity.run();
        }
    }

    private void watch() {
        if (!hasCapacity() && watched.compareAndSet(false, true)) {
            set();
        }
    }

    private void set() {
        taken = false;
        alarm = WheelTimer.set(limits.slowReaderTimeout(), this::rang);
    }

    private void rang() {
        if (hasCapacity()) {
            watched.set(false);
            watch();
        } else if (taken) {
            set();
        } else {
            onCancel.run();
            dropped.tryEmitError(new SlowReaderException(limits.slowReaderTimeout()));
        }
    }

    private void callOff() {
        Timeout set = alarm;
        if (set != null) {
            set.cancel();
        }
    }
}
