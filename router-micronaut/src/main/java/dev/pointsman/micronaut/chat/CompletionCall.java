package dev.pointsman.micronaut.chat;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouteResult;
import dev.pointsman.router.RoutedCall;
import dev.pointsman.router.RoutingException;
import dev.pointsman.wire.ProviderExceptions;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Call for a whole answer with failover; every subscription is a separate call. */
final class CompletionCall<T> implements HedgedAttempts.Caller<T> {
    private final RoutedCall call;
    private final Function<Attempt, Mono<T>> body;
    private final Function<? super T, Usage> usage;
    private final MonoSink<RouteResult<T>> sink;
    private final HedgedAttempts<T> attempts;
    private volatile @Nullable T answer; // written before the attempt's end is reported

    private CompletionCall(
            RoutedCall call,
            Function<Attempt, Mono<T>> body,
            Function<? super T, Usage> usage,
            MonoSink<RouteResult<T>> sink) {
        this.call = call;
        this.body = body;
        this.usage = usage;
        this.sink = sink;
        this.attempts = new HedgedAttempts<>(call, this, sink.contextView());
    }

    static <T> Mono<RouteResult<T>> run(
            ModelRouter router,
            Supplier<RouteRequest> request,
            Function<Attempt, Mono<T>> body,
            Function<? super T, Usage> usage) {
        return Mono.create(sink -> new CompletionCall<>(router.begin(request.get()), body, usage, sink).start());
    }

    private void start() {
        sink.onCancel(attempts::leave);
        attempts.next();
    }

    @Override
    public Flux<T> ask(Attempt attempt) {
        return body.apply(attempt).flux();
    }

    @Override
    public Flux<T> askBeside(Attempt trial) {
        return ask(trial);
    }

    @Override
    public Usage usage(T element) {
        return usage.apply(element);
    }

    @Override
    public void received(Attempt attempt, T element) {
        attempt.succeed(usage(element));
        answer = element;
    }

    @Override
    public void completed(Attempt attempt) {
        T value = answer;
        if (value == null) {
            failed(attempt, ProviderExceptions.badResponse("nothing", "an answer"));
        } else {
            sink.success(call.succeeded(attempt, value));
        }
    }

    @Override
    public void failed(Attempt attempt, Throwable error) {
        try {
            call.failed(attempt, error);
        } catch (Throwable last) { // the call rethrows errors classified as the caller's own
            sink.error(last);
            return;
        }
        attempts.next();
    }

    @Override
    public void left(Attempt attempt) {
        call.cancelled(attempt);
    }

    @Override
    public void gaveUp(Throwable error) {
        RouteResult<T> old = error instanceof RoutingException ? call.staleResult() : null;
        if (old == null) {
            sink.error(error);
        } else {
            sink.success(old);
        }
    }
}
