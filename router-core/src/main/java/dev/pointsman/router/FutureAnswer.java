package dev.pointsman.router;

import dev.pointsman.trace.RouteResult;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answer of a call as a future; a caller that cancels or completes it cancels the call. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage's outcome is handled by its callback
final class FutureAnswer<T> implements AnswerSink<T, T> {
    private final CompletableFuture<RouteResult<T>> result = new CompletableFuture<>();
    private final CallDriver<T, T> driver;
    private volatile @Nullable T value; // null is a value too

    FutureAnswer(RoutedCall call, Function<? super Attempt, ? extends CompletionStage<T>> body) {
        this.driver = new CallDriver<>(
                call,
                attempt -> publisher(Objects.requireNonNull(body.apply(attempt), "the body returned no stage")),
                this);
        result.whenComplete((answer, error) -> driver.cancel());
    }

    CompletableFuture<RouteResult<T>> start() {
        driver.start();
        return result;
    }

    @Override
    public void element(Attempt attempt, T element) {
        value = element;
    }

    @Override
    @SuppressWarnings("NullAway") // a stage may complete with null, which is its answer
    public T answer(Attempt attempt) {
        return value;
    }

    @Override
    public void completed(RouteResult<T> answer) {
        result.complete(answer);
    }

    @Override
    public void failed(Throwable error) {
        result.completeExceptionally(error);
    }

    /** Returns a publisher of a stage's value, which may be null; cancelling its subscription cancels the stage. */
    private static <T> Flow.Publisher<T> publisher(CompletionStage<T> stage) {
        return subscriber -> {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long elements) {
                    // The stage completes by itself.
                }

                @Override
                public void cancel() {
                    stage.toCompletableFuture().cancel(true);
                }
            });
            stage.whenComplete((value, error) -> {
                if (error == null) {
                    subscriber.onNext(value);
                    subscriber.onComplete();
                } else {
                    subscriber.onError(CallDriver.unwrapped(error));
                }
            });
        };
    }
}
