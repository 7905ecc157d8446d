package dev.pointsman.micronaut.chat;

import dev.pointsman.model.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/** Makes chunks of one stream's bytes, within the limits, and refuses to end before the answer is whole. Used once. */
final class ChatStream {
    /** How long the usage may follow the finish reason, where a provider keeps the connection open after it. */
    private static final Duration PATIENCE_AFTER_THE_END = Duration.ofSeconds(2);

    private final HttpCall call;
    private final StreamReader reader;
    private final Target target;
    private final ProviderErrors errors;
    private final EventStreamDecoder decoder = new EventStreamDecoder();
    private final List<ChatChunk> beforeFirstToken = new ArrayList<>();
    private volatile boolean begun;
    private volatile boolean whole;

    ChatStream(HttpCall call, StreamReader reader, Target target, ProviderErrors errors) {
        this.call = call;
        this.reader = reader;
        this.target = target;
        this.errors = errors;
    }

    Flux<ChatChunk> chunks(Flux<byte[]> bytes) {
        // The buffer keeps a slow reader from looking like a slow provider.
        return bytes.doOnCancel(this::abortUnlessWhole)
                .concatMapIterable(decoder::feed)
                .map(this::read)
                .takeUntil(chunks -> reader.isOver())
                .concatWith(Mono.defer(this::end))
                .handle(this::holdUntilFirstToken)
                .timeout(Alarms.after(target.firstToken()), chunks -> Alarms.after(nextLimit()), Flux.defer(this::late))
                .onErrorResume(error -> whole ? Flux.empty() : Flux.error(errors.from(error, call.hasResponded())))
                .concatMapIterable(chunks -> chunks)
                .onBackpressureBuffer();
    }

    private List<ChatChunk> read(ServerEvent event) {
        List<ChatChunk> chunks = reader.read(event);
        whole = reader.isWhole();
        return chunks;
    }

    /** What is whole may flow out: the connection serves again afterwards. */
    private void abortUnlessWhole() {
        if (!whole) {
            call.abort();
        }
    }

    private Mono<List<ChatChunk>> end() {
        if (whole) {
            return Mono.empty();
        }
        return Mono.error(
                begun
                        ? Faults.of(FailureKind.CUT, "the stream ended before the answer was whole")
                        : Faults.badResponse("a stream without a token", "an answer"));
    }

    private void holdUntilFirstToken(List<ChatChunk> chunks, SynchronousSink<List<ChatChunk>> sink) {
        if (begun) {
            if (!chunks.isEmpty()) {
                sink.next(chunks);
            }
            return;
        }
        beforeFirstToken.addAll(chunks);
        if (chunks.stream().anyMatch(ChatChunk::isToken)) {
            begun = true;
            sink.next(List.copyOf(beforeFirstToken));
        }
    }

    private Duration nextLimit() {
        return whole ? PATIENCE_AFTER_THE_END : target.stall();
    }

    private Flux<List<ChatChunk>> late() {
        if (whole) {
            return Flux.empty();
        }
        Duration limit = begun ? target.stall() : target.firstToken();
        String what = begun ? "no further token within " : "no first token within ";
        return Flux.error(Faults.of(FailureKind.TIMEOUT, what + limit.toMillis() + " ms"));
    }
}
