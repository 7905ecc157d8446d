package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.testkit.ExchangeEnding;
import dev.pointsman.testkit.Fault;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Calls of the chat client: who answers, who is asked next, who leaves. */
class ChatClientTest extends ChatClientFixture {
    @Test
    void theFirstModelAnswersAndTheResultSaysSo() {
        RouteResult<ChatResponse> result = chat.complete(CHAT, QUESTION);
        assertThat(result.value().text().strip()).isEqualTo(ANSWER);
        assertThat(result.model().id()).isEqualTo("one");
        assertThat(result.trace().attempts()).hasSize(1);
        assertThat(inFlight()).isZero();
    }

    @Test
    void anAnswerFailsOverToAnotherWire() {
        first.always(Fault.status(503));
        RouteResult<ChatResponse> result = chat.complete(CHAT, QUESTION);
        assertThat(result.model().id()).isEqualTo("two");
        assertThat(result.trace().attempts())
                .extracting(record -> record.model().id())
                .containsExactly("one", "one", "two");
        assertThat(chat.complete(QUESTION).text().strip()).isEqualTo(ANSWER);
        assertThat(inFlight()).isZero();
    }

    @Test
    void aStreamFailsOverBeforeItsFirstToken() {
        first.always(Fault.endAfter(0));
        RouteResult<Flux<ChatChunk>> result = chat.stream(CHAT, QUESTION).block(SOON);
        assertThat(result.model().id()).isEqualTo("two");
        assertThat(result.trace().pool()).isEqualTo("chat");
        assertThat(result.trace().attempts()).extracting(AttemptRecord::failure).satisfies(failures -> {
            assertThat(failures.get(0).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
            assertThat(failures.get(1)).isNull();
        });
        assertThat(Chunks.text(result.value().collectList().block(SOON))).isEqualTo(ANSWER);
        assertThat(inFlight()).isZero();
    }

    @Test
    void aReaderWhoLeavesAStreamCancelsIt() throws Exception {
        first.always(Fault.stallAfter(3, Duration.ofSeconds(60)));
        CountDownLatch began = new CountDownLatch(1);
        Disposable reader =
                chat.stream(CHAT, QUESTION).flatMapMany(RouteResult::value).subscribe(chunk -> began.countDown());
        assertThat(began.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(inFlight()).isEqualTo(1);
        reader.dispose();
        assertThat(first.awaitEnded(1, SOON).get(0).ending()).isEqualTo(ExchangeEnding.CLIENT_LEFT);
        assertThat(inFlight()).isZero();
    }

    @Test
    void aCallerWhoLeavesBeforeTheAnswerCancelsIt() throws Exception {
        first.always(Fault.neverAnswers());
        Disposable caller = chat.completeAsync(CHAT, QUESTION).subscribe();
        first.awaitRequests(1, SOON);
        assertThat(inFlight()).isEqualTo(1);
        caller.dispose();
        assertThat(first.awaitEnded(1, SOON).get(0).ending()).isEqualTo(ExchangeEnding.CLIENT_LEFT);
        assertThat(inFlight()).isZero();
        assertThat(second.requestCount()).isZero();
    }

    @Test
    void aStreamThatNobodyReadsRunsToItsEndAndIsNotInFlightForEver() {
        chat.stream(CHAT, QUESTION).block(SOON);
        Flux.interval(Duration.ofMillis(5)).takeUntil(tick -> inFlight() == 0).blockLast(SOON);
    }

    @Test
    void aPublisherThatNobodySubscribesToAsksNobody() {
        chat.stream(QUESTION);
        chat.completeAsync(QUESTION);
        chat.stream(CHAT, QUESTION);
        assertThat(first.requestCount()).isZero();
        assertThat(inFlight()).isZero();
    }

    @Test
    void theCallersMistakeIsToldAndNobodyElseIsAsked() {
        first.always(Fault.invalidRequest());
        RequestRefusedException error =
                catchThrowableOfType(RequestRefusedException.class, () -> chat.complete(CHAT, QUESTION));
        assertThat(error.failure().status()).isEqualTo(400);
        assertThat(second.requestCount()).isZero();
    }

    @Test
    void whenAllFailTheErrorHasTheWholeTrace() {
        first.always(Fault.status(500));
        second.always(Fault.overloaded());
        ModelsExhaustedException error = catchThrowableOfType(
                ModelsExhaustedException.class,
                () -> chat.stream(CHAT, QUESTION).block(SOON));
        assertThat(error.trace().attempts())
                .hasSizeLessThanOrEqualTo(4)
                .extracting(record -> record.model().id())
                .contains("one", "two");
        assertThat(error).hasMessageNotContaining("key-of-");
        assertThat(inFlight()).isZero();
    }

    @Test
    void waitingOnAnEventLoopIsRefused() {
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        Runnable call = () -> answer.completeAsync(() -> chat.complete(QUESTION), Runnable::run);
        new DefaultThreadFactory("event-loop").newThread(call).start();
        assertThat(answer)
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessageContaining("expected: one that may block");
    }

    @Test
    void twoProvidersOfOneNameAreRefused() {
        List<ProviderSettings> twice =
                List.of(settings("a", "openai", "http://x/v1"), settings("a", "openai", "http://y/v1"));
        assertThatThrownBy(() -> new ChatClient(router, twice)).hasMessage("providers: a (expected: each name once)");
    }
}
