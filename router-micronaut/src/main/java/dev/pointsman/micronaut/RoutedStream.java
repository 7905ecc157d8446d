package dev.pointsman.micronaut;

import dev.pointsman.failure.ContinuationMismatchException;
import dev.pointsman.micronaut.chat.AttemptTimeouts;
import dev.pointsman.micronaut.chat.internal.ReactiveSource;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.CallDriver;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.StreamSink;
import dev.pointsman.trace.RouteResult;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Call of one subscriber whose answer arrives element by element; elements are requested as the subscriber does. */
final class RoutedStream extends StreamSink<Object, Object> {
    private static final Object NOTHING = "";

    private final FluxSink<Object> reader;
    private final SentPrefix prefix; // confined to the serialized signals

    private RoutedStream(FluxSink<Object> reader, long most) {
        super(most, "pointsman.answers.max-kept");
        this.reader = reader;
        this.prefix = new SentPrefix(most);
    }

    /**
     * Returns the elements; every subscription is a separate call.
     *
     * @param most maximum memory in bytes retained of it
     */
    static Flux<Object> elements(ModelRouter router, RouteRequest request, RoutedInvocation body, long most) {
        return Flux.create(reader -> {
            CallDriver<Object, Object> driver = router.drive(
                    request,
                    new ReactiveSource<>(attempt -> ask(body, attempt), reader.contextView()),
                    new RoutedStream(reader, most));
            reader.onCancel(driver::cancel);
            reader.onRequest(elements -> driver.resume());
            driver.start();
        });
    }

    private static Flux<Object> ask(RoutedInvocation body, Attempt attempt) {
        return new AttemptTimeouts(attempt).limit(body.elements(attempt)).doOnNext(any -> attempt.firstToken());
    }

    @Override
    protected long weight(Object element) {
        return ElementWeights.of(element);
    }

    @Override
    protected boolean isReaderReady(Attempt attempt) {
        return reader.requestedFromDownstream() > 0;
    }

    @Override
    protected void begin(Attempt attempt) {
        prefix.begin(attempt);
    }

    @Override
    protected State send(Attempt attempt, Object element) {
        if (prefix.isNext(element)) {
            reader.next(element);
        }
        return State.STARTED;
    }

    @Override
    protected boolean isResumable() {
        return !prefix.isOverflown();
    }

    @Override
    public Object answer(Attempt attempt) {
        serve(attempt);
        prefix.end();
        return NOTHING;
    }

    @Override
    protected void complete(RouteResult<Object> result, List<Object> unsent) {
        unsent.forEach(reader::next);
        reader.complete();
    }

    @Override
    protected void fail(Throwable error, boolean begun) {
        reader.error(error);
    }

    /** An answer that could not be continued has ended with its first break. */
    @Override
    protected Throwable notResumed(Throwable first, Throwable last) {
        return last instanceof ContinuationMismatchException ? first : last;
    }
}
