package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.model.Capability;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Filter;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.AttemptRecord;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelsExhaustedException;
import dev.pointsman.router.NoModelAvailableException;
import dev.pointsman.router.Pool;
import dev.pointsman.router.ProviderException;
import dev.pointsman.router.RequestRefusedException;
import dev.pointsman.router.RouteResult;
import dev.pointsman.testkit.Ending;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import io.micronaut.core.async.propagation.ReactorPropagation;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.json.JsonMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class ChatClientTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String ANSWER = "tok0 tok1 tok2 tok3 tok4 tok5 tok6 tok7 tok8 tok9";
    private static final ChatRequest QUESTION = ChatRequest.user("Count!");
    private static final RouteRequest CHAT = RouteRequest.toPool("chat");

    private final FaultyProvider first = FaultyProvider.openAi().start();
    private final FaultyProvider second = FaultyProvider.anthropic().start();
    private ModelRouter router;
    private ChatClient chat;

    @BeforeEach
    void wire() {
        router = ModelRouter.builder()
                .model(Model.builder("one", "first")
                        .operations(Set.of(Operation.CHAT, Operation.EMBEDDINGS))
                        .capabilities(Set.of(Capability.TOOLS))
                        .contextWindow(8000)
                        .build())
                .model(Model.builder("two", "second").build())
                .pool(Pool.of("chat", "one", "two").withGoal(Goal.of("ordered")))
                .build();
        chat = new ChatClient(
                router,
                List.of(settings("first", Wire.OPENAI, first.url()), settings("second", Wire.ANTHROPIC, second.url())),
                JsonMapper.createDefault());
    }

    private static ProviderSettings settings(String name, Wire wire, String url) {
        return ProviderSettings.of(name, wire, URI.create(url), "key-of-" + name);
    }

    @AfterEach
    void close() {
        chat.close();
        first.close();
        second.close();
    }

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
        assertThat(ProviderClientTest.text(result.value().collectList().block(SOON)))
                .isEqualTo(ANSWER);
        assertThat(inFlight()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed", "logit_bias", "metadata", "reasoning_effort"})
    void whatAWireCannotSayGoesToAModelOfAnotherOne(String field) {
        router.putPool(Pool.of("chat", "two", "one").withGoal(Goal.of("ordered")));
        ChatRequest request =
                QUESTION.toBuilder().field(field, Trees.of("'low'")).build();
        RouteResult<ChatResponse> result = chat.complete(CHAT, request);
        assertThat(result.model().id()).isEqualTo("one");
        assertThat(result.trace().attempts().get(0).failure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
        RouteResult<Flux<ChatChunk>> streamed = chat.stream(CHAT, request).block(SOON);
        assertThat(streamed.model().id()).isEqualTo("one");
        streamed.value().blockLast(SOON);
        assertThat(second.requests()).isEmpty();
        assertThat(inFlight()).isZero();
    }

    @Test
    void whatNoWireCanSayIsRefusedByName() {
        router.putPool(Pool.of("chat", "two"));
        ChatRequest request = QUESTION.toBuilder().field("seed", Trees.of("7")).build();
        for (int i = 0; i < 20; i++) {
            RequestRefusedException error =
                    catchThrowableOfType(RequestRefusedException.class, () -> chat.complete(CHAT, request));
            assertThat(error.failure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
            assertThat(error.failure().message()).isEqualTo("seed: 7 (expected: absent on wire anthropic)");
        }
        assertThat(second.requests()).isEmpty();
        assertThat(chat.complete(CHAT, QUESTION).model().id())
                .as("nobody's health suffered")
                .isEqualTo("two");
    }

    @Test
    void whatAWireCannotSayHidesNoOutage() {
        first.always(Fault.status(503));
        ChatRequest request = QUESTION.toBuilder().field("seed", Trees.of("7")).build();
        ModelsExhaustedException error =
                catchThrowableOfType(ModelsExhaustedException.class, () -> chat.complete(CHAT, request));
        assertThat(error.failure().kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(error.trace().attempts())
                .extracting(record -> record.failure().kind())
                .contains(FailureKind.UNSUPPORTED);
    }

    @Test
    void aTextThatLooksTooLongIsAskedAllTheSame() {
        RouteRequest pinned = CHAT.toBuilder().models(Filter.ANY.allow("one")).build();
        assertThat(chat.complete(pinned, ChatRequest.user("x".repeat(33_000)))
                        .model()
                        .id())
                .isEqualTo("one");
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
        assertThat(first.awaitEnded(1, SOON).get(0).ending()).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(inFlight()).isZero();
    }

    @Test
    void aCallerWhoLeavesBeforeTheAnswerCancelsIt() throws Exception {
        first.always(Fault.neverAnswers());
        Disposable caller = chat.completeAsync(CHAT, QUESTION).subscribe();
        first.awaitRequests(1, SOON);
        assertThat(inFlight()).isEqualTo(1);
        caller.dispose();
        assertThat(first.awaitEnded(1, SOON).get(0).ending()).isEqualTo(Ending.CLIENT_LEFT);
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
    void aRequestWithToolsGoesOnlyToModelsThatCallThem() {
        first.always(Fault.status(503));
        ChatRequest request = QUESTION.toBuilder()
                .tool("t", "", Trees.of("{'type':'object'}"))
                .build();
        assertThatThrownBy(() -> chat.complete(CHAT, request)).isInstanceOf(ModelsExhaustedException.class);
        assertThat(second.requestCount()).isZero();
        ChatRequest image = ChatRequest.of(Trees.of("{'messages':[{'role':'user','content':"
                + "[{'type':'image_url','image_url':{'url':'https://x/y.png'}}]}]}"));
        assertThatThrownBy(() -> chat.complete(CHAT, image)).isInstanceOf(NoModelAvailableException.class);
    }

    @Test
    void embeddingsGoToModelsThatMakeThem() {
        RouteResult<EmbeddingResponse> result = chat.embed(CHAT, EmbeddingRequest.of("a", "b"));
        assertThat(result.value().vectors()).hasSize(2);
        assertThat(result.model().id()).isEqualTo("one");
    }

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
        assertThat(ProviderClientTest.text(read)).isEqualTo(ANSWER);
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

    @Test
    void waitingOnAnEventLoopIsRefused() {
        assertThatThrownBy(() -> chat.completeAsync(QUESTION)
                        .map(response -> chat.complete(QUESTION))
                        .block(SOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected: one that may block");
    }

    @Test
    void twoProvidersOfOneNameAreRefused() {
        List<ProviderSettings> twice =
                List.of(settings("a", Wire.OPENAI, "http://x/v1"), settings("a", Wire.OPENAI, "http://y/v1"));
        assertThatThrownBy(() -> new ChatClient(router, twice, JsonMapper.createDefault()))
                .hasMessage("providers: a (expected: each name once)");
    }

    private static PropagatedContext within(Attempt attempt) {
        return PropagatedContext.getOrEmpty().plus(new CurrentAttempt(attempt));
    }

    private int inFlight() {
        return router.snapshot().stream()
                .mapToInt(one -> one.statistics().inFlight())
                .sum();
    }
}
