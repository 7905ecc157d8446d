package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.micronaut.answer.AnswerMemoryException;
import dev.pointsman.micronaut.answer.internal.AnswerLease;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.ReportedErrorException;
import io.micronaut.http.ByteBodyHttpResponse;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;

/**
 * Exchange of one request for a whole answer within its timeout; used once. Ends once: by the answer, an error, the
 * timeout or a cancellation. Thread-safe.
 */
/*
 * One object in the place of a chain of operators, as an answer that has arrived with its head needs none. What comes
 * after the end is dropped here: Reactor would log it, with the provider's text.
 */
final class WholeExchange<T> {
    private final HttpCall call;
    private final int largest;
    private final AnswerLease lease;
    private final Function<Throwable, Throwable> errors;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Timeout alarm; // set once, before the request is sent
    private final Operators.DeferredSubscription reading = new Operators.DeferredSubscription(); // the content

    /** Content of a response; not empty. */
    @FunctionalInterface
    interface Content<T> {
        Mono<T> of(ByteBodyHttpResponse<?> response, WholeExchange<?> exchange);
    }

    /** Body of a whole answer: its JSON, and the bytes that it was read from. */
    @SuppressWarnings("ArrayRecordComponent") // read once and never compared
    record Body(JsonNode json, byte[] bytes) {}

    /**
     * Creates an exchange that has not begun.
     *
     * @param largest maximum size of the answer in bytes
     * @param lease memory of the answer, released at the end
     * @param errors returns the failure for an error
     */
    WholeExchange(HttpCall call, int largest, AnswerLease lease, Function<Throwable, Throwable> errors) {
        this.call = call;
        this.largest = largest;
        this.lease = lease;
        this.errors = errors;
    }

    /** Sends the request on subscription; completes with the content of the response. */
    Mono<T> within(Duration limit, Content<T> content) {
        return Mono.create(sink -> {
            sink.onCancel(() -> {
                if (end()) {
                    leave();
                }
            });
            alarm = WheelTimer.set(limit, () -> late(limit, sink));
            call.send(response -> read(response, content, sink), error -> fail(error, sink));
        });
    }

    private void read(ByteBodyHttpResponse<?> response, Content<T> content, MonoSink<T> sink) {
        if (ended.get()) {
            response.close();
            return;
        }
        content.of(response, this)
                .subscribe(
                        new CoreSubscriber<>() { // drops what comes after the end
                            @Override
                            public void onSubscribe(Subscription subscription) {
                                if (reading.set(subscription)) {
                                    reading.request(Long.MAX_VALUE);
                                }
                            }

                            @Override
                            public void onNext(T value) {
                                succeed(value, sink);
                            }

                            @Override
                            public void onError(Throwable error) {
                                fail(error, sink);
                            }

                            @Override
                            public void onComplete() {
                                succeed(null, sink);
                            }
                        });
    }

    /** Reads a body; fails if it is too large, does not fit into the memory, or tells an error. */
    <B> Mono<B> body(ByteBodyHttpResponse<?> response, Function<Body, B> reader) {
        byte[] arrived = HttpCall.arrived(response, largest, lease);
        return arrived != null
                ? Mono.just(reader.apply(parsed(arrived, lease)))
                : HttpCall.all(HttpCall.bytes(response), largest, lease)
                        .doOnCancel(call::abort)
                        .doOnError(AnswerMemoryException.class, full -> call.abort())
                        .map(whole -> reader.apply(parsed(whole, lease)));
    }

    /** Reads the JSON of a body; throws the error that it tells. */
    static Body parsed(byte[] whole, AnswerLease lease) {
        JsonNode json =
                JsonReader.object(whole, "the answer", whole.length <= AnswerLease.SMALL ? null : lease::parsed);
        if (JsonFields.field(json, "error") != null) {
            throw new ReportedErrorException(json);
        }
        return new Body(json, whole);
    }

    private void succeed(@Nullable T value, MonoSink<T> sink) {
        if (end()) {
            sink.success(value);
            lease.end();
        }
    }

    private void fail(Throwable error, MonoSink<T> sink) {
        if (end()) {
            sink.error(error instanceof AnswerMemoryException ? error : errors.apply(error));
            lease.end();
        }
    }

    private void late(Duration limit, MonoSink<T> sink) {
        if (end()) {
            leave();
            sink.error(ProviderExceptions.of(FailureKind.TIMEOUT, "no answer within " + limit.toMillis() + " ms"));
        }
    }

    private void leave() {
        reading.cancel();
        call.abort();
        lease.end();
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        Timeout set = alarm;
        if (set != null) {
            set.cancel();
        }
        return true;
    }
}
