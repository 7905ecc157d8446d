package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.FailureClassifier;
import dev.pointsman.wire.ProviderExceptions;
import java.time.Duration;
import java.util.function.Function;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Trial attempt parallel to a call: reads the answer to its end, discards it, and ends its attempt once.
 *
 * <p>Only a complete answer proves the recovery, not a first token, which a provider that truncates its streams sends
 * too. The trial therefore continues after the call has been answered, for at most two minutes, after which its result
 * is ignored. Cancellation by the caller cancels it.
 */
final class BesideRun<T> extends BaseSubscriber<T> {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Attempt attempt;
    private final Function<? super T, Usage> counted;
    private final Context context;
    private final Disposable.Swap alarm = Disposables.swap();
    private Usage usage = Usage.UNKNOWN; // confined to the serialized signals
    private boolean answered; // confined to the serialized signals

    BesideRun(Attempt attempt, Function<? super T, Usage> counted, Context context) {
        this.attempt = attempt;
        this.counted = counted;
        this.context = context;
    }

    void start(Function<Attempt, Flux<T>> ask) {
        alarm.update(Mono.delay(LONGEST).subscribe(late -> cancel()));
        Flux.defer(() -> ask.apply(attempt)).subscribe(this);
    }

    @Override
    protected void hookOnSubscribe(Subscription elements) {
        elements.request(Long.MAX_VALUE);
    }

    @Override
    protected void hookOnNext(T element) {
        Usage now = counted.apply(element);
        usage = now.isKnown() ? now : usage;
        answered = true;
    }

    @Override
    protected void hookOnComplete() {
        alarm.dispose();
        if (answered) {
            attempt.succeed(usage);
        } else {
            attempt.fail(FailureClassifier.standard().classify(ProviderExceptions.badResponse("nothing", "an answer")));
        }
    }

    @Override
    protected void hookOnError(Throwable error) {
        alarm.dispose();
        attempt.fail(FailureClassifier.standard().classify(error));
    }

    @Override
    protected void hookOnCancel() {
        alarm.dispose();
        attempt.ignore();
    }

    @Override
    public Context currentContext() {
        return context;
    }
}
