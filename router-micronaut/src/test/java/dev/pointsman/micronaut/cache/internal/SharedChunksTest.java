package dev.pointsman.micronaut.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A stream with several readers: each at its own pace, recorded once, bounded in memory. */
class SharedChunksTest {
    private final List<List<ChatChunk>> recorded = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicLong requested = new AtomicLong();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Sinks.Many<ChatChunk> source = Sinks.many().unicast().onBackpressureBuffer();

    /** A reader that takes what it asks for. */
    private static final class Taker extends BaseSubscriber<ChatChunk> {
        private final List<ChatChunk> taken = new ArrayList<>();
        private boolean complete;
        private @Nullable Throwable error;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(ChatChunk chunk) {
            taken.add(chunk);
        }

        @Override
        protected void hookOnComplete() {
            complete = true;
        }

        @Override
        protected void hookOnError(Throwable thrown) {
            error = thrown;
        }
    }

    private static ChatChunk chunk(int number) {
        JsonNode json = JsonFields.build().put("id", "c" + number).node();
        return new ChatChunk(json);
    }

    private SharedChunks shared(long memory) {
        SharedChunks shared = new SharedChunks(new RecordingMemory(memory), recorded::add, closed::incrementAndGet);
        source.asFlux()
                .doOnRequest(requested::addAndGet)
                .doOnCancel(() -> cancelled.set(true))
                .subscribe(shared);
        return shared;
    }

    private static Taker take(@Nullable Flux<ChatChunk> chunks, long count) {
        Taker taker = new Taker();
        assertThat(chunks).isNotNull();
        chunks.subscribe(taker);
        taker.request(count);
        return taker;
    }

    @Test
    void everyReaderGetsAllAtItsOwnPace() {
        SharedChunks shared = shared(1 << 20);
        Taker fast = take(shared.first(), 100);
        source.tryEmitNext(chunk(1));
        source.tryEmitNext(chunk(2));
        Taker late = take(shared.next(), 1);
        assertThat(fast.taken).hasSize(2);
        assertThat(late.taken).hasSize(1);
        source.tryEmitNext(chunk(3));
        source.tryEmitComplete();
        assertThat(fast.complete).isTrue();
        assertThat(late.complete).isFalse();
        late.request(2);
        assertThat(late.taken).isEqualTo(fast.taken).hasSize(3);
        assertThat(late.complete).isTrue();
        assertThat(recorded).containsExactly(fast.taken);
        assertThat(closed).hasValue(1);
        assertThat(shared.next()).isNull();
    }

    @Test
    void nothingIsReadAheadOfTheFastestReader() {
        SharedChunks shared = shared(1 << 20);
        Taker one = take(shared.first(), 2);
        Taker other = take(shared.next(), 1);
        for (int i = 0; i < 9; i++) {
            source.tryEmitNext(chunk(i));
        }
        assertThat(requested).hasValue(2);
        assertThat(one.taken).hasSize(2);
        other.request(3);
        assertThat(requested).hasValue(4);
        assertThat(other.taken).hasSize(4);
        assertThat(one.taken).hasSize(2);
    }

    @Test
    void theStreamIsCancelledByTheLastReaderOnly() {
        SharedChunks shared = shared(1 << 20);
        Taker first = take(shared.first(), 100);
        Taker second = take(shared.next(), 100);
        source.tryEmitNext(chunk(1));
        first.cancel();
        assertThat(cancelled).isFalse();
        source.tryEmitNext(chunk(2));
        assertThat(second.taken).hasSize(2);
        second.cancel();
        assertThat(cancelled).isTrue();
        assertThat(recorded).isEmpty();
        assertThat(closed).hasValue(1);
        Taker none = take(shared.first(), 100);
        assertThat(none.error).isInstanceOf(CancellationException.class); // never an end that looks whole
    }

    @Test
    void aFailureReachesAllAndIsNotRecorded() {
        SharedChunks shared = shared(1 << 20);
        Taker first = take(shared.first(), 100);
        Taker second = take(shared.next(), 100);
        source.tryEmitNext(chunk(1));
        IllegalStateException cut = new IllegalStateException("cut");
        source.tryEmitError(cut);
        assertThat(first.error).isSameAs(cut);
        assertThat(second.error).isSameAs(cut);
        assertThat(second.taken).hasSize(1);
        assertThat(recorded).isEmpty();
        assertThat(closed).hasValue(1);
    }

    @Test
    void aStreamThatIsTooLargeIsReadByThoseWhoReadItAndNotKept() {
        long weight = chunk(0).weight();
        SharedChunks shared = shared(4 * 2 * weight); // two chunks: a recording may take a quarter
        Taker fast = take(shared.first(), 100);
        Taker slow = take(shared.next(), 1);
        for (int i = 0; i < 3; i++) {
            source.tryEmitNext(chunk(i));
        }
        assertThat(closed).hasValue(1);
        assertThat(shared.next()).isNull();
        for (int i = 3; i < 8; i++) {
            source.tryEmitNext(chunk(i));
        }
        assertThat(fast.taken).hasSize(3); // waits for the slow one
        slow.request(100);
        assertThat(fast.taken).hasSize(8).isEqualTo(slow.taken);
        source.tryEmitComplete();
        assertThat(fast.complete && slow.complete).isTrue();
        assertThat(recorded).isEmpty();
        assertThat(closed).hasValue(1);
    }

    @Test
    void readersOfManyThreadsGetAllInOrder() throws Exception {
        List<ChatChunk> all =
                IntStream.range(0, 20).mapToObj(SharedChunksTest::chunk).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Scheduler scheduler = Schedulers.fromExecutor(threads);
        try {
            for (int round = 0; round < 200; round++) {
                boolean large = round % 2 == 0;
                SharedChunks shared = new SharedChunks(
                        new RecordingMemory(large ? 4 * 5 * all.get(0).weight() : 1 << 20),
                        recorded::add,
                        closed::incrementAndGet);
                Sinks.Many<ChatChunk> chunks = Sinks.many().unicast().onBackpressureBuffer();
                chunks.asFlux().publishOn(scheduler).subscribe(shared);
                List<CompletableFuture<List<ChatChunk>>> read = new ArrayList<>();
                for (Flux<ChatChunk> reader : List.of(shared.first(), shared.first(), shared.first())) {
                    Mono<List<ChatChunk>> collected =
                            reader.publishOn(scheduler, 2).collectList();
                    // Those of a large one have to be there before it is found to be one.
                    read.add((large ? collected : collected.subscribeOn(scheduler)).toFuture());
                }
                all.forEach(chunks::tryEmitNext);
                chunks.tryEmitComplete();
                for (CompletableFuture<List<ChatChunk>> one : read) {
                    assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo(all);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(recorded).hasSize(100);
        assertThat(closed).hasValue(200);
    }

    @Test
    void aSlowReaderThatLeavesHoldsNobodyUp() {
        SharedChunks shared = shared(0);
        Taker fast = take(shared.first(), 100);
        Taker slow = take(shared.next(), 0);
        for (int i = 0; i < 5; i++) {
            source.tryEmitNext(chunk(i));
        }
        assertThat(fast.taken).hasSize(1);
        slow.cancel();
        assertThat(fast.taken).hasSize(5);
    }
}
