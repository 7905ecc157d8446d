package dev.pointsman.micronaut;

import dev.pointsman.router.AnswerSink;
import dev.pointsman.router.Attempt;
import dev.pointsman.trace.RouteResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/** Receiver of an asynchronous answer of at most one element, for one subscriber. */
final class RoutedAnswer implements AnswerSink<Object, Optional<Object>> {
    private final MonoSink<Object> sink;
    private final RoutedMethod method;
    private final RoutedInvocation body;
    private volatile @Nullable Object element; // written before the attempt's end is reported

    RoutedAnswer(MonoSink<Object> sink, RoutedMethod method, RoutedInvocation body) {
        this.sink = sink;
        this.method = method;
        this.body = body;
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
