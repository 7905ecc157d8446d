package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.testkit.ExchangeEnding;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Late answers and the second attempt that a pool begins for them, over real sockets. */
class HedgedChatTest extends ChatPolicyFixture {
    private final FaultyProvider primary = start(FaultyProvider.openAi());
    private final FaultyProvider fallback = start(FaultyProvider.openAi());
    private final Setup setup = new Setup(primary, "openai", fallback, true, hedged());

    @BeforeEach
    void hedgesAreEarned() {
        setup.earnHedges();
    }

    @AfterEach
    void theCallIsHeardOfOnceAndNothingIsLeftInFlight() {
        assertThat(heard).hasSize(1);
        assertThat(setup.inFlight()).isZero();
    }

    @Test
    void aLateFirstTokenIsHedgedAndTheLoserIsCancelled() throws Exception {
        primary.always(Fault.slowFirstToken(Duration.ofSeconds(20)));
        RouteResult<Flux<ChatChunk>> result = setup.chat.stream(CHAT, QUESTION).block(SOON);
        assertThat(result.model().id()).isEqualTo("fallback");
        assertThat(Chunks.text(result.value().collectList().block(SOON))).isEqualTo(words(10));
        assertThat(primary.awaitEnded(4, SOON).get(3).ending()).isEqualTo(ExchangeEnding.CLIENT_LEFT);
        assertThat(setup.failed).isEmpty();
    }

    @Test
    void aLateAnswerIsHedgedToo() throws Exception {
        primary.always(Fault.neverAnswers());
        assertThat(setup.chat.complete(CHAT, QUESTION).model().id()).isEqualTo("fallback");
        assertThat(setup.failed).isEmpty();
        assertThat(primary.awaitEnded(4, SOON).get(3).ending()).isEqualTo(ExchangeEnding.CLIENT_LEFT);
    }

    @Test
    void whenTheHedgeFailsTheFirstOneStillAnswers() {
        primary.always(Fault.slowFirstToken(Duration.ofMillis(400)));
        fallback.always(Fault.status(500));
        RouteResult<Flux<ChatChunk>> result = setup.chat.stream(CHAT, QUESTION).block(SOON);
        assertThat(result.model().id()).isEqualTo("primary");
        assertThat(Chunks.text(result.value().collectList().block(SOON))).isEqualTo(words(10));
        assertThat(setup.failed).containsExactly("fallback");
    }

    @Test
    void whenBothFailTheErrorHasBoth() {
        primary.always(Fault.neverAnswers());
        fallback.always(Fault.neverAnswers());
        ModelsExhaustedException error =
                catchThrowableOfType(ModelsExhaustedException.class, () -> setup.chat.complete(CHAT, QUESTION));
        assertThat(error.trace().attempts()).hasSize(2);
    }

    @Test
    void aRefusalEndsBothAttemptsOfAHedgedCall() throws Exception {
        primary.always(Fault.slowFirstToken(Duration.ofSeconds(20)));
        fallback.always(Fault.invalidRequest());
        assertThat(catchThrowableOfType(
                        RequestRefusedException.class,
                        () -> setup.chat.stream(CHAT, QUESTION).block(SOON)))
                .isNotNull();
        assertThat(primary.awaitEnded(4, SOON).get(3).ending()).isEqualTo(ExchangeEnding.CLIENT_LEFT);
    }

    private static Pool hedged() {
        return pool(MidStream.RESUME).withHedge(new HedgePolicy(true, Duration.ofMillis(100), 1));
    }
}
