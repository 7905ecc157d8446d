package dev.pointsman.micronaut.cache.internal;

import dev.pointsman.model.Usage;
import dev.pointsman.wire.ChatChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * Stream with several readers, recorded as it is read: read as fast as its fastest reader, and cancelled when the last one
 * leaves. A stream that is too large for the memory of recordings is not recorded and takes no further readers; it is then
 * read as fast as its slowest reader. Thread-safe.
 */
final class SharedChunks extends BaseSubscriber<ChatChunk> implements SharedAnswer<Flux<ChatChunk>> {
    private final RecordingMemory memory;
    private final Consumer<List<ChatChunk>> whole;
    private final Runnable closed;
    private final AtomicInteger pulling = new AtomicInteger();

    // Guarded by this.
    private final List<ChunkReader> readers = new ArrayList<>();
    private final List<ChatChunk> chunks = new ArrayList<>(); // after the first ones, which all readers have
    private long dropped;
    private long weight;
    private boolean open = true;
    private boolean asked;
    private boolean ended;
    private @Nullable Throwable error;
    private Usage usage = Usage.UNKNOWN;

    /**
     * Creates the readers of a stream.
     *
     * @param whole receives all chunks, if the stream ends well and was recorded
     * @param closed run once, when the stream takes no further readers
     */
    SharedChunks(RecordingMemory memory, Consumer<List<ChatChunk>> whole, Runnable closed) {
        this.memory = memory;
        this.whole = whole;
        this.closed = closed;
    }

    @Override
    public synchronized @Nullable Flux<ChatChunk> next() {
        return open ? first() : null;
    }

    @Override
    public synchronized Flux<ChatChunk> first() {
        ChunkReader reader = new ChunkReader(this);
        readers.add(reader);
        return Flux.from(reader);
    }

    @Override
    public synchronized Usage usage() {
        return usage;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        // nothing is requested before a reader asks
    }

    @Override
    protected void hookOnNext(ChatChunk chunk) {
        Usage counted = chunk.usage();
        boolean abandoned;
        synchronized (this) {
            asked = false;
            chunks.add(chunk);
            usage = counted.isKnown() ? counted : usage;
            long bytes = chunk.weight();
            abandoned = open && !memory.take(bytes, weight);
            weight += open && !abandoned ? bytes : 0;
            if (abandoned) {
                readers.removeIf(reader -> !reader.isSubscribed());
                close();
            }
        }
        if (abandoned) {
            closed.run();
        }
        drain();
    }

    @Override
    protected void hookOnComplete() {
        List<ChatChunk> all = null;
        synchronized (this) {
            ended = true;
            all = open ? List.copyOf(chunks) : null;
        }
        if (all != null) {
            whole.accept(all);
        }
        end();
    }

    @Override
    protected void hookOnError(Throwable thrown) {
        synchronized (this) {
            ended = true;
            error = thrown;
        }
        end();
    }

    private void end() {
        boolean first;
        synchronized (this) {
            first = close();
        }
        if (first) {
            closed.run();
        }
        drain();
    }

    private boolean close() {
        boolean first = open;
        open = false;
        memory.giveBack(weight);
        weight = 0;
        return first;
    }

    private void drain() {
        List<ChunkReader> all;
        synchronized (this) {
            all = List.copyOf(readers);
        }
        all.forEach(ChunkReader::drain);
        pull();
    }

    boolean isReadBy(ChunkReader reader) {
        return readers.contains(reader);
    }

    /** Hands the next chunk or the end to a reader; returns whether there may be more. */
    boolean handTo(ChunkReader reader, Subscriber<? super ChatChunk> to) {
        ChatChunk next;
        Throwable failed;
        synchronized (this) {
            if (!readers.contains(reader)) {
                return false;
            }
            int index = (int) (reader.position - dropped);
            boolean last = index == chunks.size();
            if (last ? !ended : reader.demand == 0) {
                return false;
            }
            next = last ? null : chunks.get(index);
            failed = error;
            if (next == null) {
                readers.remove(reader);
            } else {
                reader.position++;
                reader.demand -= reader.demand == Long.MAX_VALUE ? 0 : 1;
                drop();
            }
        }
        if (next != null) {
            to.onNext(next);
        } else if (failed == null) {
            to.onComplete();
        } else {
            to.onError(failed);
        }
        return next != null;
    }

    /** Forgets what all readers have, if no other one may join. */
    private void drop() {
        if (!open && !ended && !readers.isEmpty() && readers.stream().allMatch(this::isAtEnd)) {
            dropped += chunks.size();
            chunks.clear();
        }
    }

    private boolean isAtEnd(ChunkReader reader) {
        return reader.position == dropped + chunks.size();
    }

    void leave(ChunkReader reader) {
        boolean last;
        boolean first;
        synchronized (this) {
            last = readers.remove(reader) && readers.isEmpty() && !ended;
            if (last) {
                ended = true;
                error = new CancellationException("the last reader has left");
            }
            first = last && close();
        }
        if (last) {
            cancel();
        }
        if (first) {
            closed.run();
        }
        pull(); // for the others, if this was the slowest one
    }

    /** Asks for the next chunk if it is wanted. */
    void pull() {
        if (pulling.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            if (claim()) {
                request(1);
            }
            missed = pulling.addAndGet(-missed);
        } while (missed != 0);
    }

    private synchronized boolean claim() {
        boolean wanted = readers.stream().anyMatch(reader -> reader.demand > 0 && isAtEnd(reader))
                && (open || readers.stream().allMatch(this::isAtEnd));
        boolean claimed = wanted && !asked && !ended;
        asked |= claimed;
        return claimed;
    }
}
