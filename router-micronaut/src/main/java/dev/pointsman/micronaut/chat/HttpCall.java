package dev.pointsman.micronaut.chat;

import dev.pointsman.micronaut.answer.internal.AnswerLease;
import dev.pointsman.wire.ProviderExceptions;
import io.micronaut.core.io.buffer.ByteArrayBufferFactory;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.client.RawHttpClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** HTTP request and its response; {@link #abort} cancels it in any state. Thread-safe. */
final class HttpCall {
    private static final ByteBodyFactory BODIES = ByteBodyFactory.createDefault(ByteArrayBufferFactory.INSTANCE);

    private final RawHttpClient client;
    private final MutableHttpRequest<Object> request;
    private final byte @Nullable [] body;
    private volatile boolean responded;
    private volatile boolean aborted;

    HttpCall(RawHttpClient client, MutableHttpRequest<Object> request, byte @Nullable [] body) {
        this.client = client;
        this.request = request;
        this.body = body;
    }

    /** Sends the request and completes with status and headers; the body must be read. */
    Mono<ByteBodyHttpResponse<?>> response() {
        return Mono.create(this::send);
    }

    /*
     * A response that arrives after cancellation would be lost in the client, and its connection with it. So
     * cancellation is not passed to the client; the connection is closed instead.
     */
    private void send(MonoSink<ByteBodyHttpResponse<?>> sink) {
        sink.onCancel(this::abort);
        Disposable unused = Mono.from(client.exchange(request, body == null ? null : BODIES.adapt(body), null))
                .subscribe(response -> take(response, sink), sink::error);
    }

    private void take(HttpResponse<?> response, MonoSink<ByteBodyHttpResponse<?>> sink) {
        responded = true;
        if (!(response instanceof ByteBodyHttpResponse<?> whole)) {
            sink.error(new IllegalStateException("the HTTP client answered without a body's bytes"));
        } else if (aborted) {
            whole.close();
            abort();
        } else {
            sink.success(whole);
        }
    }

    /** Returns the bytes of the body as they arrive. */
    static Flux<byte[]> bytes(ByteBodyHttpResponse<?> response) {
        return Flux.from(response.byteBody().toByteArrayPublisher());
    }

    /** Returns a whole body; fails if it has more bytes than {@code most}. */
    static Mono<byte[]> all(Flux<byte[]> bytes, int most, AnswerLease lease) {
        return first(bytes.doOnNext(piece -> lease.received(piece.length)), most + 1L)
                .map(body -> {
                    if (body.length > most) {
                        throw ProviderExceptions.badResponse(
                                "an answer of over " + most + " bytes", "at most pointsman.answers.max-whole");
                    }
                    return body;
                });
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
