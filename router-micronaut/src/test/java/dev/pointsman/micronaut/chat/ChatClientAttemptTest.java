package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.Attempt;
import dev.pointsman.testkit.Fault;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import io.micronaut.core.async.propagation.ReactorPropagation;
import io.micronaut.core.propagation.PropagatedContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The chat client inside an attempt that its caller opened. */
class ChatClientAttemptTest extends ChatClientFixture {
    @Test
    void insideAnAttemptTheClientAsksItsModelAndEndsIt() {
        Attempt attempt = router.route(CHAT);
        ChatResponse response = within(attempt).propagate(() -> chat.complete(QUESTION));
        assertThat(response.text().strip()).isEqualTo(ANSWER);
        assertThat(attempt.isEnded()).isTrue();
        assertThat(attempt.failure()).isNull();
        assertThat(inFlight()).isZero();
    }

    @Test
    void insideAnAttemptAFailureEndsItAndNobodyElseIsAsked() {
        first.always(Fault.status(503));
        Attempt attempt = router.route(CHAT);
        assertThatThrownBy(() -> within(attempt).propagate(() -> chat.complete(QUESTION)))
                .isInstanceOf(ProviderException.class);
        assertThat(attempt.failure().kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(second.requestCount()).isZero();
    }

    @Test
    void aSecondCallWithinTheSameAttemptGoesToTheSameModel() {
        Attempt attempt = router.route(CHAT);
        within(attempt).propagate(() -> {
            chat.complete(QUESTION);
            return chat.complete(QUESTION);
        });
        assertThat(first.requestCount()).isEqualTo(2);
        assertThat(inFlight()).isZero();
    }

    @Test
    void aStreamFindsTheAttemptOfItsCallThoughItIsReadElsewhere() {
        Attempt attempt = router.route(CHAT.toBuilder().streaming(true).build());
        Flux<ChatChunk> chunks = within(attempt).propagate(() -> chat.stream(QUESTION));
        assertThat(attempt.isEnded()).isFalse();
        List<ChatChunk> read =
                chunks.subscribeOn(Schedulers.boundedElastic()).collectList().block(SOON);
        assertThat(Chunks.text(read)).isEqualTo(ANSWER);
        assertThat(attempt.isEnded()).isTrue();
        assertThat(inFlight()).isZero();
    }

    @Test
    void aStreamFindsTheAttemptOfItsSubscription() {
        Attempt attempt = router.route(CHAT);
        chat.stream(QUESTION)
                .contextWrite(context -> ReactorPropagation.addPropagatedContext(context, within(attempt)))
                .blockLast(SOON);
        assertThat(attempt.isEnded()).isTrue();
        assertThat(inFlight()).isZero();
    }

    private static PropagatedContext within(Attempt attempt) {
        return PropagatedContext.getOrEmpty().plus(new CurrentAttempt(attempt));
    }
}
