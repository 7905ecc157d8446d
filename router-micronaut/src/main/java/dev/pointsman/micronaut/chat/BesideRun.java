package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.FailureClassifier;
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
 * A trial beside a call: reads the answer to its end, keeps nothing of it, and ends its attempt once.
 *
 * <p>A whole answer proves the recovery; a first token does not, as a provider that cuts its streams sends one too. So the
 * trial goes on after the call has been answered, for two minutes at most, after which it proves nothing. A caller who
 * leaves cancels it.
 */
final class BesideRun<T> extends BaseSubscriber<T> {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Attempt attempt;
    private final Function<? super T, Usage> counted;
    private final Context context;
    private final Disposable.Swap alarm = Disposables.swap();
    private Usage usage = Usage.UNKNOWN; // of the signals, which come one after the other
    private boolean answered; // the same

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
