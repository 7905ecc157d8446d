package dev.pointsman.replay.simulator;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Answer of a simulated provider to one attempt: unknown usage with the first token, and the usage at the end. For one
 * thread.
 */
public final class SimulatedAnswer implements Flow.Publisher<Usage>, SimulatedAttempt.Caller {
    private static final Map<FailureKind, Failure> FAILURES = Map.of(
            FailureKind.SERVER_ERROR, new Failure(FailureKind.SERVER_ERROR, 503, "simulated", null),
            FailureKind.RATE_LIMITED, new Failure(FailureKind.RATE_LIMITED, 429, "simulated", null),
            FailureKind.TIMEOUT, Failure.of(FailureKind.TIMEOUT, "simulated"));

    private final Attempt attempt;
    private final CallArrival arrival;
    private final SimulatedProvider provider;
    private final SimulatedAttempt work;
    private final @Nullable SimulatedRouter router;
    private long sent;
    private Flow.@Nullable Subscriber<? super Usage> subscriber;

    /**
     * Creates an answer, which begins when it is subscribed to.
     *
     * @param attempt the router's attempt
     * @param request number of its call, which selects its random numbers
     * @param number number of the attempt in its call, from 0 to 7
     * @param arrival lengths of the call
     * @param provider the provider
     * @param prompt its prompt in the provider's cache; null if the provider has none
     */
    public SimulatedAnswer(
            Attempt attempt,
            long request,
            int number,
            CallArrival arrival,
            SimulatedProvider provider,
            SimulatedAttempt.@Nullable CachedPrompt prompt) {
        this(attempt, request, number, arrival, provider, prompt, null);
    }

    SimulatedAnswer(
            Attempt attempt,
            long request,
            int number,
            CallArrival arrival,
            SimulatedProvider provider,
            SimulatedAttempt.@Nullable CachedPrompt prompt,
            @Nullable SimulatedRouter router) {
        this.router = router;
        this.attempt = attempt;
        this.arrival = arrival;
        this.provider = provider;
        this.work = new SimulatedAttempt(request, number, arrival, provider, this, prompt);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Usage> reader) {
        subscriber = reader;
        reader.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long elements) {
                // The provider sends by itself.
            }

            @Override
            public void cancel() {
                work.cancel();
            }
        });
        sent = router == null ? 0 : router.time().nanos();
        provider.take(work);
    }

    @Override
    public void firstToken() {
        if (arrival.streaming()) {
            report();
            attempt.firstToken();
            reader().onNext(Usage.UNKNOWN);
        }
    }

    @Override
    public void served() {
        if (!arrival.streaming()) {
            report();
        }
        reader().onNext(work.usage());
        reader().onComplete();
    }

    @Override
    public void failed(FailureKind kind, double retryAfter) {
        report();
        reader().onError(new ProviderException(failure(kind, retryAfter)));
    }

    /** Reports what the headers say of the account's limit. */
    private void report() {
        if (router != null) {
            router.told(attempt.model(), work.reading, sent);
        }
    }

    private Flow.Subscriber<? super Usage> reader() {
        return Objects.requireNonNull(subscriber);
    }

    private static Failure failure(FailureKind kind, double retryAfter) {
        return Double.isNaN(retryAfter)
                ? Objects.requireNonNull(FAILURES.get(kind))
                : new Failure(kind, 429, "simulated", Duration.ofMillis((long) (1000 * retryAfter)));
    }
}
