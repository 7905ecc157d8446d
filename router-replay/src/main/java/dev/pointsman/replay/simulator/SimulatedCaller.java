package dev.pointsman.replay.simulator;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ProviderException;
import dev.pointsman.router.RoutedCall;
import dev.pointsman.router.RoutingException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One call at a router, which makes its attempts as an adapter does. */
final class SimulatedCaller implements SimulatedAttempt.Caller {
    private static final Map<FailureKind, Failure> FAILURES = Map.of(
            FailureKind.SERVER_ERROR, new Failure(FailureKind.SERVER_ERROR, 503, "simulated", null),
            FailureKind.RATE_LIMITED, new Failure(FailureKind.RATE_LIMITED, 429, "simulated", null),
            FailureKind.TIMEOUT, Failure.of(FailureKind.TIMEOUT, "simulated"));

    private final RoutedCall call;
    private final long request;
    private final CallArrival arrival;
    private final Map<String, SimulatedProvider> providers;
    private final RunMetrics metrics;
    private final VirtualTime time;
    private int attempts;
    private @Nullable Attempt attempt;

    SimulatedCaller(
            RoutedCall call,
            long request,
            CallArrival arrival,
            Map<String, SimulatedProvider> providers,
            RunMetrics metrics,
            VirtualTime time) {
        this.call = call;
        this.request = request;
        this.arrival = arrival;
        this.providers = providers;
        this.metrics = metrics;
        this.time = time;
    }

    void next() {
        CompletableFuture<Attempt> next = call.nextAsync().toCompletableFuture();
        if (next.isDone()) {
            begin(next);
        } else {
            // As an event of its own: an exception thrown inside a future's callback would be lost.
            var unused = next.whenComplete((value, error) -> time.in(0, kind -> begin(next), 0));
        }
    }

    private void begin(CompletableFuture<Attempt> next) {
        Attempt begun;
        try {
            begun = next.join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof RoutingException)) {
                throw e;
            }
            metrics.failed(arrival);
            return;
        }
        attempt = begun;
        SimulatedProvider provider =
                Objects.requireNonNull(providers.get(begun.model().id()));
        metrics.attempt(provider.index(), attempts == 0);
        provider.take(new SimulatedAttempt(request, attempts++, arrival, provider, this));
    }

    @Override
    public void firstToken() {
        if (!arrival.streaming()) {
            return;
        }
        Attempt current = current();
        current.firstToken();
        call.started(current, Boolean.TRUE);
    }

    @Override
    public void served() {
        Attempt current = current();
        current.succeed(Usage.of(arrival.inputTokens(), arrival.outputTokens()));
        call.succeeded(current, Boolean.TRUE);
        metrics.served(
                arrival,
                Objects.requireNonNull(providers.get(current.model().id())).index());
    }

    @Override
    public void failed(FailureKind kind, double retryAfter) {
        try {
            call.failed(current(), new ProviderException(failure(kind, retryAfter)));
        } catch (RoutingException e) {
            metrics.failed(arrival);
            return;
        }
        next();
    }

    private Attempt current() {
        return Objects.requireNonNull(attempt);
    }

    private static Failure failure(FailureKind kind, double retryAfter) {
        return Double.isNaN(retryAfter)
                ? Objects.requireNonNull(FAILURES.get(kind))
                : new Failure(kind, 429, "simulated", Duration.ofMillis((long) (1000 * retryAfter)));
    }
}
