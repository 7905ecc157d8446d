package dev.pointsman.micronaut.chat;

import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * Waits for a stream's first element and hands out the whole of it then: an error before it is the waiter's, one after
 * it the reader's. Elements that nobody reads yet are kept; a stream that nobody ever reads runs to its end.
 */
final class OpenedStream<T> extends BaseSubscriber<T> {
    private final MonoSink<Flux<T>> waiter;
    private final Sinks.Many<T> elements = Sinks.many().unicast().onBackpressureBuffer();
    private boolean open;

    private OpenedStream(MonoSink<Flux<T>> waiter) {
        this.waiter = waiter;
    }

    static <T> Mono<Flux<T>> of(Flux<T> source) {
        return Mono.create(waiter -> {
            OpenedStream<T> stream = new OpenedStream<>(waiter);
            waiter.onCancel(stream);
            source.subscribe(stream);
        });
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        requestUnbounded();
    }

    @Override
    protected void hookOnNext(T element) {
        elements.tryEmitNext(element).orThrow();
        openOnce();
    }

    @Override
    protected void hookOnComplete() {
        elements.tryEmitComplete();
        openOnce();
    }

    @Override
    protected void hookOnError(Throwable error) {
        if (open) {
            elements.tryEmitError(error);
        } else {
            waiter.error(error);
        }
    }

    private void openOnce() {
        if (!open) {
            open = true;
            waiter.success(elements.asFlux().doOnCancel(this::cancel));
        }
    }

    @Override
    public Context currentContext() {
        return Context.of(waiter.contextView());
    }
}
