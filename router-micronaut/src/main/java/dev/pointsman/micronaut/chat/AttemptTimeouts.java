package dev.pointsman.micronaut.chat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.Attempt;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/**
 * Timeouts of an attempt whose answer comes from the body of a routed method. For internal use. Used for one
 * subscription.
 *
 * <p>A timeout cancels the source, which may be a client that reports to the attempt by itself and takes a cancellation
 * for one by the caller. So the attempt is ended first. Other code that cancels has ended it before.
 */
public final class AttemptTimeouts {
    private final Attempt attempt;
    private final CallTarget target;

    /**
     * Creates the timeouts of an attempt.
     *
     * @param attempt the attempt; ended by a timeout
     */
    public AttemptTimeouts(Attempt attempt) {
        this.attempt = attempt;
        this.target = CallTarget.of(attempt);
    }

    /**
     * Returns a whole answer of at most one element, whose wait is limited.
     *
     * @param attempt the attempt; ended by a timeout
     * @param source subscribes the given subscriber to the answer of the attempt
     * @param context the context of the subscriber
     * @param <T> the answer's type
     * @return publisher of the answer, or of a {@link ProviderException} of kind {@code TIMEOUT}; for one subscription
     */
    public static <T> Flow.Publisher<T> single(
            Attempt attempt, BiConsumer<Attempt, CoreSubscriber<? super T>> source, Context context) {
        return new TimedAnswer<>(attempt, source, context);
    }

    /**
     * Limits the waits for the first and each next element, while they are requested.
     *
     * @param elements the elements
     * @param <T> their type
     * @return the elements, or a {@link ProviderException} of kind {@code TIMEOUT}
     */
    public <T> Flux<T> limit(Flux<T> elements) {
        return Flux.create(sink -> new TimedStream<>(new Elements<T>(), sink).read(elements::subscribe));
    }

    private static Failure late(String what, Duration limit) {
        return Failure.of(FailureKind.TIMEOUT, what + " within " + limit.toMillis() + " ms");
    }

    /** Elements that are passed on as they are. */
    private final class Elements<T> implements TimedStream.Content<T, T> {
        private volatile boolean begun;

        @Override
        public boolean feed(T element, Consumer<T> to) {
            begun = true;
            to.accept(element);
            return true;
        }

        @Override
        public boolean isOver() {
            return false;
        }

        @Override
        public Duration limit() {
            return begun ? target.idle() : target.firstToken();
        }

        @Override
        public @Nullable Throwable ended() {
            return null;
        }

        @Override
        public Throwable late() {
            Failure failure = AttemptTimeouts.late(begun ? "no further element" : "no first element", limit());
            attempt.fail(failure);
            return new ProviderException(failure);
        }

        @Override
        public Throwable failed(Throwable error) {
            return error;
        }

        @Override
        public void leave() {
            // The source was cancelled, which is all that it needs.
        }
    }
}
