package dev.pointsman.micronaut.chat;

import dev.pointsman.micronaut.chat.internal.ReactiveSource;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.AnswerSink;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.CallDriver;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ProviderExceptions;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Call for a whole answer with failover; every subscription is a separate call. */
final class CompletionCall<T> implements AnswerSink<T, T> {
    private final Function<? super T, Usage> usage;
    private final MonoSink<RouteResult<T>> sink;
    private volatile @Nullable T answer; // written before the attempt's end is reported

    private CompletionCall(Function<? super T, Usage> usage, MonoSink<RouteResult<T>> sink) {
        this.usage = usage;
        this.sink = sink;
    }

    static <T> Mono<RouteResult<T>> run(
            ModelRouter router,
            Supplier<RouteRequest> request,
            Function<Attempt, Mono<T>> body,
            Function<? super T, Usage> usage) {
        return Mono.create(sink -> {
            CallDriver<T, T> driver = router.drive(
                    request.get(), new ReactiveSource<>(body, sink.contextView()), new CompletionCall<>(usage, sink));
            sink.onCancel(driver::cancel);
            driver.start();
        });
    }

    @Override
    public Usage usage(T element) {
        return usage.apply(element);
    }

    @Override
    public void element(Attempt attempt, T element) {
        answer = element;
    }

    @Override
    public T answer(Attempt attempt) {
        T value = answer;
        if (value == null) {
            throw ProviderExceptions.badResponse("nothing", "an answer");
        }
        return value;
    }

    @Override
    public void completed(RouteResult<T> result) {
        sink.success(result);
    }

    @Override
    public void failed(Throwable error) {
        sink.error(error);
    }
}
