package dev.pointsman.micronaut.chat.internal;

import dev.pointsman.router.Attempt;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Source of a {@link dev.pointsman.router.CallDriver} whose attempts answer with reactive publishers. For internal use.
 * Thread-safe.
 *
 * @param <T> the type of the elements
 */
public final class ReactiveSource<T> implements Function<Attempt, Flow.Publisher<T>> {
    private final Function<Attempt, ? extends Publisher<T>> body;
    private final Context context;

    /**
     * Creates a source.
     *
     * @param body returns the answer of an attempt's model; called with each subscription
     * @param context the caller's context, for every subscription
     */
    public ReactiveSource(Function<Attempt, ? extends Publisher<T>> body, ContextView context) {
        this.body = body;
        this.context = Context.of(context);
    }

    @Override
    public Flow.Publisher<T> apply(Attempt attempt) {
        Flux<T> answer = Flux.defer(() -> body.apply(attempt));
        return reader -> answer.subscribe(new Bridge<>(reader, context));
    }

    /** Subscriber that passes its signals on; those after a cancellation are dropped by Reactor. */
    private static final class Bridge<T> extends BaseSubscriber<T> implements Flow.Subscription {
        private final Flow.Subscriber<? super T> reader;
        private final Context context;

        Bridge(Flow.Subscriber<? super T> reader, Context context) {
            this.reader = reader;
            this.context = context;
        }

        @Override
        protected void hookOnSubscribe(Subscription elements) {
            reader.onSubscribe(this);
        }

        @Override
        protected void hookOnNext(T element) {
            reader.onNext(element);
        }

        @Override
        protected void hookOnComplete() {
            reader.onComplete();
        }

        @Override
        protected void hookOnError(Throwable error) {
            reader.onError(error);
        }

        @Override
        public Context currentContext() {
            return context;
        }
    }
}
