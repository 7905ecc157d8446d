package dev.pointsman.micronaut.chat;

import dev.pointsman.micronaut.answer.internal.AnswerLease;
import dev.pointsman.micronaut.chat.internal.BodyPieces;
import dev.pointsman.wire.ProviderExceptions;
import io.micronaut.core.io.buffer.ByteArrayBufferFactory;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.client.RawHttpClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** HTTP request and its response, used once; {@link #abort} cancels it in any state. Thread-safe. */
final class HttpCall {
    private static final ByteBodyFactory BODIES = ByteBodyFactory.createDefault(ByteArrayBufferFactory.INSTANCE);

    private final RawHttpClient client;
    private final MutableHttpRequest<Object> request;
    private byte @Nullable [] body; // until it is sent: a stream would keep it to its end
    private volatile boolean responded;
    private volatile boolean aborted;

    HttpCall(RawHttpClient client, MutableHttpRequest<Object> request, byte @Nullable [] body) {
        this.client = client;
        this.request = request;
        this.body = body;
    }

    /** Sends the request and completes with status and headers; the body must be read. */
    Mono<ByteBodyHttpResponse<?>> response() {
        return Mono.create(sink -> {
            sink.onCancel(this::abort);
            send(sink::success, sink::error);
        });
    }

    /** Sends the request; one of the two receives its outcome, unless the call is aborted before. */
    /*
     * A response that arrives after cancellation would be lost in the client, and its connection with it. So
     * cancellation is not passed to the client; the connection is closed instead.
     */
    void send(Consumer<ByteBodyHttpResponse<?>> responses, Consumer<Throwable> errors) {
        CloseableByteBody content = body == null ? null : BODIES.adapt(body);
        body = null;
        Disposable unused = Mono.from(client.exchange(request, content, null))
                .subscribe(response -> take(response, responses, errors), errors);
    }

    private void take(
            HttpResponse<?> response, Consumer<ByteBodyHttpResponse<?>> responses, Consumer<Throwable> errors) {
        responded = true;
        if (!(response instanceof ByteBodyHttpResponse<?> whole)) {
            errors.accept(new IllegalStateException("the HTTP client answered without a body's bytes"));
        } else if (aborted) {
            whole.close();
            abort();
        } else {
            responses.accept(whole);
        }
    }

    /** Returns a body that has arrived with its head; null if the rest is awaited. Fails as {@link #all} does. */
    static byte @Nullable [] arrived(ByteBodyHttpResponse<?> response, int most, AnswerLease lease) {
        if (!(response.byteBody() instanceof AvailableByteBody body)) {
            return null;
        }
        try {
            lease.received((int) Math.min(body.length(), Integer.MAX_VALUE));
            return limited(body.toByteArray(), most);
        } catch (RuntimeException e) {
            response.close();
            throw e;
        }
    }

    /** Returns the bytes of the body as they arrive. */
    static Flux<byte[]> bytes(ByteBodyHttpResponse<?> response) {
        return Flux.from(response.byteBody().toByteArrayPublisher());
    }

    /** Returns a whole body; fails if it has more bytes than {@code most}. */
    static Mono<byte[]> all(Flux<byte[]> bytes, int most, AnswerLease lease) {
        return first(bytes.doOnNext(piece -> lease.received(piece.length)), most + 1L)
                .map(body -> limited(body, most));
    }

    private static byte[] limited(byte[] body, int most) {
        limit(body.length, most);
        return body;
    }

    /** Throws the failure of a body that has more bytes than {@code most}. */
    static void limit(int length, int most) {
        if (length > most) {
            throw ProviderExceptions.badResponse(
                    "an answer of over " + most + " bytes", "at most pointsman.answers.max-whole");
        }
    }

    /** Returns the first bytes of a body, up to the given number plus one buffer. */
    static Mono<byte[]> first(Flux<byte[]> bytes, long enough) {
        return Mono.defer(() -> {
            BodyPieces collected = new BodyPieces();
            return bytes.doOnNext(collected::add)
                    .takeUntil(piece -> collected.size() >= enough)
                    .then(Mono.fromSupplier(collected::whole));
        });
    }

    boolean hasResponded() {
        return responded;
    }

    /** Closes the connection, so that the provider stops generating. */
    void abort() {
        aborted = true;
        request.getAttribute(ConnectedRequest.CONNECTION, Channel.class).ifPresent(channel -> {
            ChannelFuture unused = channel.close();
        });
    }
}
