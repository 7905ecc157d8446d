package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.testkit.ExchangeEnding;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Trials beside the serving model, over real sockets. */
class BesideChatTest extends ChatPolicyFixture {
    private static final int EARNING = 10;
    private static final Duration DISTANCE = Duration.ofMillis(2100); // the shortest between two trials, and a little

    private final FaultyProvider primary = start(FaultyProvider.openAi());
    private final FaultyProvider fallback = start(FaultyProvider.openAi());
    private final Setup setup = new Setup(primary, "openai", fallback, true, hedged());

    private static Pool hedged() {
        return pool(MidStream.RESUME).withHedge(new HedgePolicy(true, Duration.ofSeconds(5), 1));
    }

    /** Opens the primary's breaker, and waits until a trial beside may begin. */
    private void open() throws InterruptedException {
        for (int i = 0; i < EARNING; i++) {
            setup.chat.complete(CHAT, QUESTION);
        }
        primary.always(Fault.status(503));
        while (state() != BreakerState.OPEN) {
            setup.chat.complete(CHAT, QUESTION);
        }
        Thread.sleep(DISTANCE.toMillis());
        heard.clear();
        setup.failed.clear();
    }

    @Test
    void theCallIsServedAtOnceWhileItsTrialIsSilent() throws Exception {
        open();
        primary.always(Fault.neverAnswers());
        long began = System.nanoTime();
        RouteResult<ChatResponse> result = setup.chat.complete(CHAT, QUESTION);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
        assertThat(result.model().id()).isEqualTo("fallback");
        assertThat(result.trace().attempts()).hasSize(1);
        assertThat(result.trace().beside().model().id()).isEqualTo("primary");
        awaitIdle(); // by its own limit
        assertThat(setup.failed).containsExactly("primary");
        assertThat(heard).hasSize(1);
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aWholeStreamBesideTheCallIsTheProof() throws Exception {
        open();
        primary.heal();
        RouteResult<Flux<ChatChunk>> result = setup.chat.stream(CHAT, QUESTION).block(SOON);
        assertThat(result.model().id()).isEqualTo("fallback");
        assertThat(Chunks.text(result.value().collectList().block(SOON))).isEqualTo(words(10));
        awaitIdle();
        assertThat(state()).isEqualTo(BreakerState.RAMP);
        assertThat(setup.chat.complete(CHAT, QUESTION).model().id()).isEqualTo("primary");
    }

    @Test
    void aStreamThatIsCutIsNoProof() throws Exception {
        open();
        primary.always(Fault.closeAfter(5));
        assertThat(setup.read()).isEqualTo(words(10));
        awaitIdle();
        assertThat(setup.failed).containsExactly("primary");
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aCallerWhoLeavesCancelsBoth() throws Exception {
        open();
        primary.always(Fault.neverAnswers());
        fallback.always(Fault.neverAnswers());
        int before = primary.requestCount();
        Disposable call = setup.chat.stream(CHAT, QUESTION).subscribe();
        primary.awaitRequests(before + 1, SOON);
        fallback.awaitRequests(fallback.requestCount(), SOON);
        call.dispose();
        assertThat(primary.awaitEnded(before + 1, SOON).get(before).ending()).isEqualTo(ExchangeEnding.CLIENT_LEFT);
        awaitIdle();
        assertThat(setup.failed).isEmpty();
        assertThat(heard).hasSize(1);
    }

    @Test
    void aCallerWhoLeavesAfterAFailoverCancelsTheTrialToo() throws Exception {
        open();
        primary.always(Fault.neverAnswers());
        fallback.always(Fault.status(500));
        int before = primary.requestCount();
        Disposable call = setup.chat.stream(CHAT, QUESTION).subscribe();
        primary.awaitRequests(before + 2, SOON); // the trial, and the last resort
        call.dispose();
        assertThat(primary.awaitEnded(before + 2, SOON).subList(before, before + 2))
                .allMatch(request -> request.ending() == ExchangeEnding.CLIENT_LEFT);
        awaitIdle();
        assertThat(setup.failed).as("the trial is no failure of the primary's").containsExactly("fallback");
    }

    @Test
    void whenTheServingModelFailsTooTheCallEndsOnceAndNothingStaysInFlight() throws Exception {
        open();
        fallback.always(Fault.status(500));
        primary.heal();
        RouteResult<ChatResponse> result = setup.chat.complete(CHAT, QUESTION);
        assertThat(result.model().id()).isEqualTo("primary");
        awaitIdle();
        assertThat(heard).hasSize(1);
    }

    private BreakerState state() {
        return setup.router.operations().snapshot().stream()
                .filter(one -> one.model().id().equals("primary"))
                .findFirst()
                .orElseThrow()
                .breaker()
                .state();
    }

    private void awaitIdle() throws InterruptedException {
        long start = System.nanoTime();
        while (setup.inFlight() > 0) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            Thread.sleep(10);
        }
    }
}
