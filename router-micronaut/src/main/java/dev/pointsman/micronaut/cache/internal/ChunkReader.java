package dev.pointsman.micronaut.cache.internal;

import dev.pointsman.wire.ChatChunk;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Operators;

/** Reader of a shared stream, from its first chunk, at its own pace. Read once. Thread-safe. */
final class ChunkReader implements Publisher<ChatChunk>, Subscription {
    private final SharedChunks chunks;
    private final AtomicInteger draining = new AtomicInteger();
    private volatile @Nullable Subscriber<? super ChatChunk> actual;

    // Guarded by the chunks.
    long demand;
    long position;

    ChunkReader(SharedChunks chunks) {
        this.chunks = chunks;
    }

    boolean isSubscribed() {
        return actual != null;
    }

    @Override
    public void subscribe(Subscriber<? super ChatChunk> subscriber) {
        boolean first;
        synchronized (chunks) {
            first = actual == null && chunks.isReadBy(this);
            if (first) {
                draining.set(1); // nothing is handed on before the subscriber has its subscription
                actual = subscriber;
            }
        }
        if (first) {
            subscriber.onSubscribe(this);
            handOn(subscriber);
        } else {
            Operators.error(subscriber, new IllegalStateException("the stream is read once, and in time"));
        }
    }

    @Override
    public void request(long n) {
        synchronized (chunks) {
            demand = Operators.addCap(demand, n);
        }
        drain();
        chunks.pull();
    }

    @Override
    public void cancel() {
        chunks.leave(this);
    }

    /** Hands on what is there and requested. */
    void drain() {
        Subscriber<? super ChatChunk> to = actual;
        if (to != null && draining.getAndIncrement() == 0) {
            handOn(to);
        }
    }

    private void handOn(Subscriber<? super ChatChunk> to) {
        int missed = draining.get();
        do {
            while (chunks.handTo(this, to)) {
                // the next one
            }
            missed = draining.addAndGet(-missed);
        } while (missed != 0);
    }
}
