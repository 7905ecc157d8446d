package dev.pointsman.micronaut;

import dev.pointsman.micronaut.chat.AttemptTimeouts;
import dev.pointsman.router.AnswerSink;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.CallDriver;
import dev.pointsman.trace.RouteResult;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;

/**
 * Source and receiver of an asynchronous answer of at most one element, for one subscriber; disposing of it cancels the
 * call. One object for all of this, as every call creates one.
 */
final class RoutedAnswer
        implements AnswerSink<Object, Optional<Object>>,
                Function<Attempt, Flow.Publisher<Object>>,
                BiConsumer<Attempt, CoreSubscriber<? super Object>>,
                Disposable {
    private final MonoSink<Object> sink;
    private final RoutedMethod method;
    private final RoutedInvocation body;
    private @Nullable CallDriver<?, ?> driver; // set before the call starts
    private volatile @Nullable Object element; // written before the attempt's end is reported

    RoutedAnswer(MonoSink<Object> sink, RoutedMethod method, RoutedInvocation body) {
        this.sink = sink;
        this.method = method;
        this.body = body;
    }

    /** Cancels a call, which has not started, together with the subscription. */
    void cancels(CallDriver<?, ?> call) {
        driver = call;
        sink.onCancel(this);
    }

    @Override
    public void dispose() {
        CallDriver<?, ?> call = driver;
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public Flow.Publisher<Object> apply(Attempt attempt) {
        return AttemptTimeouts.single(attempt, this, body.inScope(attempt, Context.of(sink.contextView())));
    }

    /** Runs the body, whose answer the subscriber gets. */
    @Override
    public void accept(Attempt attempt, CoreSubscriber<? super Object> subscriber) {
        body.subscribe(attempt, subscriber, sink.contextView());
    }

    @Override
    public void element(Attempt attempt, Object answer) {
        element = answer;
    }

    @Override
    public Optional<Object> answer(Attempt attempt) {
        return Optional.ofNullable(RoutedInvocation.unwrap(element));
    }

    @Override
    public void completed(RouteResult<Optional<Object>> result) {
        body.served(result);
        sink.success(method.answerOf(result));
    }

    @Override
    public void failed(Throwable error) {
        sink.error(error);
    }
}
