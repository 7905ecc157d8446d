package dev.pointsman.micronaut;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ProviderException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends an attempt whose answer is silent for too long.
 *
 * <p>A limit cancels the source, which may be a client that reports to the attempt by itself and takes a cancellation
 * for a caller who left. So the attempt is told first. Everybody else who cancels has ended it before.
 */
final class AttemptTimeouts {
    private final Attempt attempt;
    private final OutstandingDemand demand = new OutstandingDemand();
    private volatile boolean begun;

    AttemptTimeouts(Attempt attempt) {
        this.attempt = attempt;
    }

    /** The answer, or a failure when it does not come in time. */
    <T> Mono<T> limit(Mono<T> answer) {
        Duration response = response();
        return answer.doOnCancel(() -> attempt.fail(late("no answer", response)))
                .timeout(response, Mono.error(() -> new ProviderException(late("no answer", response))));
    }

    /** The elements, or a failure when the first or the next one does not come in time after it was asked for. */
    <T> Flux<T> limit(Flux<T> elements) {
        return elements.doOnRequest(demand::asked)
                .doOnNext(element -> received())
                .doOnCancel(() -> attempt.fail(late()))
                .timeout(
                        demand.unmet().then(Mono.delay(firstToken())),
                        element -> demand.unmet().then(Mono.delay(idle())),
                        Flux.error(() -> new ProviderException(late())));
    }

    private void received() {
        begun = true;
        demand.met();
    }

    private Failure late() {
        return begun ? late("no further element", idle()) : late("no first element", firstToken());
    }

    private static Failure late(String what, Duration limit) {
        return Failure.of(FailureKind.TIMEOUT, what + " within " + limit.toMillis() + " ms");
    }

    private Duration firstToken() {
        return set(attempt.timeouts().firstToken());
    }

    private Duration idle() {
        return set(attempt.timeouts().idle());
    }

    private Duration response() {
        return set(attempt.timeouts().response());
    }

    private static Duration set(@Nullable Duration limit) {
        return Objects.requireNonNull(limit, "an attempt's limits are set");
    }
}
