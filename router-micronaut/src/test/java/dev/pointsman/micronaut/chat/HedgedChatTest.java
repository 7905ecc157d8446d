package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.router.HedgePolicy;
import dev.pointsman.router.MidStream;
import dev.pointsman.router.ModelsExhaustedException;
import dev.pointsman.router.Pool;
import dev.pointsman.router.RequestRefusedException;
import dev.pointsman.router.RouteResult;
import dev.pointsman.testkit.Ending;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Late answers and the second attempt that a pool begins for them, over real sockets. */
class HedgedChatTest extends PolicyBench {
    @Test
    void aLateFirstTokenIsHedgedAndTheLoserIsCancelled() throws Exception {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(FaultyProvider.openAi());
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, hedged());
        setup.earnHedges();
        primary.always(Fault.slowFirstToken(Duration.ofSeconds(20)));
        RouteResult<Flux<ChatChunk>> result = setup.chat.stream(CHAT, QUESTION).block(SOON);
        assertThat(result.model().id()).isEqualTo("fallback");
        assertThat(Chunks.text(result.value().collectList().block(SOON))).isEqualTo(words(10));
        assertThat(primary.awaitEnded(4, SOON).get(3).ending()).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(setup.failed).isEmpty();
        assertThat(heard).hasSize(1);
        assertThat(setup.inFlight()).isZero();
    }

    @Test
    void aLateAnswerIsHedgedToo() throws Exception {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(FaultyProvider.openAi());
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, hedged());
        setup.earnHedges();
        primary.always(Fault.neverAnswers());
        assertThat(setup.chat.complete(CHAT, QUESTION).model().id()).isEqualTo("fallback");
        assertThat(setup.failed).isEmpty();
        assertThat(primary.awaitEnded(4, SOON).get(3).ending()).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(heard).hasSize(1);
        assertThat(setup.inFlight()).isZero();
    }

    @Test
    void whenTheHedgeFailsTheFirstOneStillAnswers() {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(FaultyProvider.openAi());
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, hedged());
        setup.earnHedges();
        primary.always(Fault.slowFirstToken(Duration.ofMillis(400)));
        fallback.always(Fault.status(500));
        RouteResult<Flux<ChatChunk>> result = setup.chat.stream(CHAT, QUESTION).block(SOON);
        assertThat(result.model().id()).isEqualTo("primary");
        assertThat(Chunks.text(result.value().collectList().block(SOON))).isEqualTo(words(10));
        assertThat(setup.failed).containsExactly("fallback");
        assertThat(heard).hasSize(1);
        assertThat(setup.inFlight()).isZero();
    }

    @Test
    void whenBothFailTheErrorHasBoth() {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(FaultyProvider.openAi());
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, hedged());
        setup.earnHedges();
        primary.always(Fault.neverAnswers());
        fallback.always(Fault.neverAnswers());
        ModelsExhaustedException error =
                catchThrowableOfType(ModelsExhaustedException.class, () -> setup.chat.complete(CHAT, QUESTION));
        assertThat(error.trace().attempts()).hasSize(2);
        assertThat(heard).hasSize(1);
        assertThat(setup.inFlight()).isZero();
    }

    @Test
    void aRefusalEndsBothAttemptsOfAHedgedCall() throws Exception {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(FaultyProvider.openAi());
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, hedged());
        setup.earnHedges();
        primary.always(Fault.slowFirstToken(Duration.ofSeconds(20)));
        fallback.always(Fault.invalidRequest());
        assertThat(catchThrowableOfType(
                        RequestRefusedException.class,
                        () -> setup.chat.stream(CHAT, QUESTION).block(SOON)))
                .isNotNull();
        assertThat(primary.awaitEnded(4, SOON).get(3).ending()).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(heard).hasSize(1);
        assertThat(setup.inFlight()).isZero();
    }

    private static Pool hedged() {
        return pool(MidStream.RESUME).withHedge(new HedgePolicy(true, Duration.ofMillis(100), 1));
    }
}
