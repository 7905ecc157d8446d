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
 * Timeouts of an attempt's answer.
 *
 * <p>A timeout cancels the source, which may be a client that reports to the attempt by itself and would report a
 * cancellation by the caller. The attempt is therefore failed before the source is cancelled. Every other cancellation
 * comes after the attempt's end.
 */
final class AttemptTimeouts {
    private final Attempt attempt;
    private final OutstandingDemand demand = new OutstandingDemand();
    private volatile boolean begun;

    AttemptTimeouts(Attempt attempt) {
        this.attempt = attempt;
    }

    /** Returns the answer, or a timeout error if it is late. */
    <T> Mono<T> limit(Mono<T> answer) {
        Duration response = response();
        return answer.doOnCancel(() -> attempt.fail(late("no answer", response)))
                .timeout(response, Mono.error(() -> new ProviderException(late("no answer", response))));
    }

    /** Returns the elements, or a timeout error if the first or the next one is late after it was requested. */
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
