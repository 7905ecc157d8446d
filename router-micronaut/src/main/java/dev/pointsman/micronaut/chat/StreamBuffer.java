package dev.pointsman.micronaut.chat;

import io.netty.util.Timeout;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Chunks of one stream that wait for their reader. It has room until they take the memory of a stream's buffer; a reader
 * who then takes nothing for too long is dropped. Signals to it come one after the other; its reader may be any thread.
 */
final class StreamBuffer {
    private final Sinks.Many<ChatChunk> chunks = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.Empty<Void> dropped = Sinks.empty();
    private final AtomicLong waiting = new AtomicLong(); // bytes
    private final AtomicBoolean watched = new AtomicBoolean(); // whether an alarm is set
    private final AnswerLimits limits;
    private final Runnable room;
    private final Runnable left;
    private volatile boolean taken; // since the alarm was set
    private volatile long fullSince; // of no meaning while there is room
    private final AtomicLong fullFor = new AtomicLong(); // nanoseconds, so far
    private volatile @Nullable Timeout alarm;

    /**
     * An empty buffer.
     *
     * @param room called when there is room again
     * @param left called when the reader leaves or is dropped
     */
    StreamBuffer(AnswerLimits limits, Runnable room, Runnable left) {
        this.limits = limits;
        this.room = room;
        this.left = left;
    }

    /** The chunks, for one reader. */
    Flux<ChatChunk> reader() {
        return chunks.asFlux()
                .doOnNext(this::taken)
                .takeUntilOther(dropped.asMono())
                .doOnCancel(left)
                .doFinally(end -> callOff());
    }

    boolean hasRoom() {
        return waiting.get() < limits.streamBuffer();
    }

    void add(ChatChunk chunk) {
        long before = waiting.getAndAdd(chunk.weight());
        if (before < limits.streamBuffer() && !hasRoom()) {
            fullSince = System.nanoTime();
        }
        chunks.emitNext(chunk, Sinks.EmitFailureHandler.FAIL_FAST);
        watch();
    }

    /** How long it was full. */
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
        if (before >= limits.streamBuffer() && hasRoom()) {
            fullFor.addAndGet(System.nanoTime() - fullSince);
            room.run();
        }
    }

    private void watch() {
        if (!hasRoom() && watched.compareAndSet(false, true)) {
            set();
        }
    }

    private void set() {
        taken = false;
        alarm = WheelTimer.set(limits.slowReaderTimeout(), this::rang);
    }

    private void rang() {
        if (hasRoom()) {
            watched.set(false);
            watch();
        } else if (taken) {
            set();
        } else {
            left.run();
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
