package dev.pointsman.micronaut.chat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.EventDecoder;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * Decodes the bytes of one stream into chunks, enforces its limits, and fails if it ends before the answer is complete.
 * Used once.
 */
final class ChatStream implements TimedStream.Content<byte[], ChatChunk> {
    /** Longest wait for the usage after the finish reason, if the provider keeps the connection open. */
    private static final Duration USAGE_GRACE_PERIOD = Duration.ofSeconds(2);

    private final HttpCall call;
    private final StreamReader reader;
    private final CallTarget target;
    private final ProviderErrors errors;
    private final long largest;
    private final EventDecoder decoder;
    private final List<ChatChunk> beforeFirstToken = new ArrayList<>();
    private long received; // bytes; confined to the serialized signals
    private volatile boolean begun;
    private volatile boolean reasoned;
    private volatile boolean answered;
    /** The last chunk has been decoded: a later cancellation need not close the connection. */
    private volatile boolean whole;
    /** The last chunk has been passed on: a timeout before that would end the stream without it. */
    private volatile boolean handedOn;

    /**
     * Creates an unread stream.
     *
     * @param largest maximum size in bytes
     */
    ChatStream(
            HttpCall call,
            EventDecoder decoder,
            StreamReader reader,
            CallTarget target,
            ProviderErrors errors,
            long largest) {
        this.call = call;
        this.decoder = decoder;
        this.reader = reader;
        this.target = target;
        this.errors = errors;
        this.largest = largest;
    }

    /** Returns the chunks of bytes. */
    Flux<ChatChunk> chunks(Flux<byte[]> bytes) {
        return chunksOf(bytes::subscribe);
    }

    /**
     * Returns the chunks on demand; the idle timeout runs only while the reader waits.
     *
     * @param source passes the bytes to a subscriber, now or later
     */
    Flux<ChatChunk> chunksOf(Consumer<CoreSubscriber<byte[]>> source) {
        return Flux.create(sink -> new TimedStream<>(this, sink).read(source));
    }

    /** Decodes the next bytes; returns whether a chunk was passed on. */
    @Override
    public boolean feed(byte[] bytes, Consumer<ChatChunk> to) {
        received += bytes.length;
        if (received > largest) {
            throw ProviderExceptions.badResponse(
                    "a streamed answer of over " + largest + " bytes", "at most pointsman.answers.max-stream");
        }
        List<ServerEvent> events = decoder.feed(bytes);
        if (events.size() == 1 && !reader.isOver()) {
            List<ChatChunk> only = reader.read(events.get(0));
            whole = reader.isWhole();
            return give(only, reader.isWholeAtEnd(), to);
        }
        List<ChatChunk> chunks = new ArrayList<>();
        boolean complete = handedOn;
        try {
            for (ServerEvent event : events) {
                if (!reader.isOver()) {
                    chunks.addAll(reader.read(event));
                    whole = reader.isWhole(); // not of an event that is broken
                    complete = reader.isWholeAtEnd();
                }
            }
        } catch (RuntimeException broken) {
            give(chunks, complete, to); // those before the broken one
            throw broken;
        }
        return give(ChatChunk.joined(chunks), complete, to);
    }

    /**
     * Holds chunks back until the first token, as the call may fail over until then. A chunk without content is passed
     * on but extends no timeout: some providers send such chunks as keep-alive.
     */
    private boolean give(List<ChatChunk> chunks, boolean complete, Consumer<ChatChunk> to) {
        boolean progress = false;
        for (ChatChunk chunk : chunks) {
            reasoned = reasoned || chunk.isReasoning();
            answered = answered || chunk.isAnswer();
            progress = progress || chunk.isProgress();
        }
        if (begun) {
            chunks.forEach(to);
            handedOn = complete;
            return progress;
        }
        beforeFirstToken.addAll(chunks);
        if (chunks.stream().anyMatch(ChatChunk::isToken)) {
            begun = true;
            ChatChunk.joined(beforeFirstToken).forEach(to);
            beforeFirstToken.clear();
            handedOn = complete;
        }
        return begun;
    }

    @Override
    public boolean isOver() {
        return reader.isOver();
    }

    /**
     * Returns the timeout of the next chunk. After a finish reason that follows only reasoning, the answer may still
     * come.
     */
    @Override
    public Duration limit() {
        if (whole && (answered || !reasoned)) {
            return USAGE_GRACE_PERIOD;
        }
        return begun ? target.idle() : target.firstToken();
    }

    /** Returns the failure if the bytes end here; null if the answer is complete. */
    @Override
    public @Nullable Throwable ended() {
        whole |= begun && reader.isWholeAtEnd();
        return failure(() -> begun
                ? ProviderExceptions.of(FailureKind.CUT, "the stream ended before the answer was whole")
                : ProviderExceptions.badResponse("a stream without a token", "an answer"));
    }

    /** Returns the failure if the timeout has passed; null if the answer is complete. */
    @Override
    public @Nullable Throwable late() {
        String what = begun ? "no further token within " : "no first token within ";
        Duration limit = begun ? target.idle() : target.firstToken();
        return handedOn ? null : ProviderExceptions.of(FailureKind.TIMEOUT, what + limit.toMillis() + " ms");
    }

    /** Returns the failure for an error; null if the answer is complete, as later errors are ignored. */
    @Override
    public @Nullable Throwable failed(Throwable error) {
        return failure(() -> errors.from(error, call.hasResponded()));
    }

    private @Nullable Throwable failure(Supplier<ProviderException> broken) {
        return whole ? null : broken.get();
    }

    /** Aborts the connection, unless the answer is complete: then the rest is drained and the connection is reused. */
    @Override
    public void leave() {
        if (!whole) {
            call.abort();
        }
    }
}
