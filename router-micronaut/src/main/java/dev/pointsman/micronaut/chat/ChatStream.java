package dev.pointsman.micronaut.chat;

import dev.pointsman.model.FailureKind;
import dev.pointsman.router.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Makes chunks of one stream's bytes, within the limits, and refuses to end before the answer is whole. Used once. */
final class ChatStream {
    /** How long the usage may follow the finish reason, where a provider keeps the connection open after it. */
    private static final Duration PATIENCE_AFTER_THE_END = Duration.ofSeconds(2);

    private final HttpCall call;
    private final StreamReader reader;
    private final CallTarget target;
    private final ProviderErrors errors;
    private final long largest;
    private final EventStreamDecoder decoder = new EventStreamDecoder();
    private final List<ChatChunk> beforeFirstToken = new ArrayList<>();
    private long received; // bytes; belongs to the signals
    private volatile boolean begun;
    private volatile boolean reasoned;
    private volatile boolean answered;
    /** The last chunk is read: a reader who leaves with it in his hands has no reason to close the connection. */
    private volatile boolean whole;
    /** The last chunk is the reader's: an alarm before that would end the stream without it. */
    private volatile boolean handedOn;

    /**
     * A stream that is not read yet.
     *
     * @param largest how many bytes it may have
     */
    ChatStream(HttpCall call, StreamReader reader, CallTarget target, ProviderErrors errors, long largest) {
        this.call = call;
        this.reader = reader;
        this.target = target;
        this.errors = errors;
        this.largest = largest;
    }

    /** The chunks, as their reader asks for them; the provider's pauses are limited only while the reader waits. */
    Flux<ChatChunk> chunks(Flux<byte[]> bytes) {
        return Flux.create(sink -> new ChatStreamSubscriber(this, sink).read(bytes));
    }

    /** Reads the next bytes; returns whether they held a chunk that the reader may have. */
    boolean feed(byte[] bytes, Consumer<ChatChunk> to) {
        received += bytes.length;
        if (received > largest) {
            throw ProviderExceptions.badResponse(
                    "a streamed answer of over " + largest + " bytes", "at most pointsman.answers.max-stream");
        }
        boolean given = false;
        for (ServerEvent event : decoder.feed(bytes)) {
            if (!reader.isOver()) {
                given |= give(reader.read(event), to);
            }
        }
        return given;
    }

    /**
     * Nothing goes out before the first token: until then another model may answer instead. A chunk that says nothing is
     * handed on, but extends no limit: some providers send such chunks as keep-alive.
     */
    private boolean give(List<ChatChunk> chunks, Consumer<ChatChunk> to) {
        whole = reader.isWhole();
        boolean complete = reader.isWholeAtEnd();
        for (ChatChunk chunk : chunks) {
            reasoned = reasoned || DeltaBuilder.isReasoning(chunk.delta());
            answered = answered || DeltaBuilder.isAnswer(chunk.delta());
        }
        if (begun) {
            chunks.forEach(to);
            handedOn = complete;
            return chunks.stream().anyMatch(ChatChunk::isProgress);
        }
        beforeFirstToken.addAll(chunks);
        if (chunks.stream().anyMatch(ChatChunk::isToken)) {
            begun = true;
            beforeFirstToken.forEach(to);
            beforeFirstToken.clear();
            handedOn = complete;
        }
        return begun;
    }

    boolean isOver() {
        return reader.isOver();
    }

    /** How long the next chunk may take. After a finish reason that follows reasoning alone, the answer may still come. */
    Duration limit() {
        if (whole && (answered || !reasoned)) {
            return PATIENCE_AFTER_THE_END;
        }
        return begun ? target.stall() : target.firstToken();
    }

    /** What it means that the bytes ended; null when the answer is whole. */
    @Nullable
    Throwable ended() {
        whole |= begun && reader.isWholeAtEnd();
        return failure(() -> begun
                ? ProviderExceptions.of(FailureKind.CUT, "the stream ended before the answer was whole")
                : ProviderExceptions.badResponse("a stream without a token", "an answer"));
    }

    /** What it means that the limit has passed; null when the answer is whole. */
    @Nullable
    Throwable late() {
        String what = begun ? "no further token within " : "no first token within ";
        Duration limit = begun ? target.stall() : target.firstToken();
        return handedOn ? null : ProviderExceptions.of(FailureKind.TIMEOUT, what + limit.toMillis() + " ms");
    }

    /** What an error means; null when the answer is whole, for what goes wrong afterwards is no news. */
    @Nullable
    Throwable failed(Throwable error) {
        return failure(() -> errors.from(error, call.hasResponded()));
    }

    private @Nullable Throwable failure(Supplier<ProviderException> broken) {
        return whole ? null : broken.get();
    }

    /** Gives the connection up, unless the rest is worth having: what is whole may flow out, and it serves again. */
    void leave() {
        if (!whole) {
            call.abort();
        }
    }
}
