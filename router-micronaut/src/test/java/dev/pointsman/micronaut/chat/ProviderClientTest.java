package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Limits;
import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;
import dev.pointsman.router.ProviderException;
import dev.pointsman.testkit.Ending;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import dev.pointsman.testkit.SeenRequest;
import io.micronaut.json.JsonMapper;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;

class ProviderClientTest {
    private static final String KEY = "sk-very-secret-key-1234567890";
    private static final String ANSWER = "tok0 tok1 tok2 tok3 tok4 tok5 tok6 tok7 tok8 tok9";
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final ChatRequest QUESTION = ChatRequest.builder()
            .system("Be brief.")
            .user("Count!")
            .maxTokens(100)
            .build();
    private static final Model SMALL =
            Model.builder("small", "p").name("tiny-1").maxOutput(1000).build();
    private static final Target MODEL = target(Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        // The clients first: a provider that goes resets connections that are still open.
        Collections.reverse(opened);
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aJsonAnswerComesWhole(Wire wire) {
        FaultyProvider provider = start(builder(wire).promptTokens(50).cachedTokens(20));
        ChatResponse response = client(wire, provider).complete(MODEL, QUESTION).block(SOON);
        assertThat(response.text().strip()).isEqualTo(ANSWER);
        assertThat(response.finishReason()).isEqualTo("stop");
        assertThat(response.usage()).isEqualTo(new Usage(50, 20, 10));
        SeenRequest seen = provider.requests().get(0);
        assertThat(seen.model()).isEqualTo("tiny-1");
        assertThat(seen.streaming()).isFalse();
        assertThat(seen.header(wire == Wire.OPENAI ? "Authorization" : "x-api-key"))
                .hasValue(wire == Wire.OPENAI ? "Bearer " + KEY : KEY);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aStreamComesWholeWithFinishReasonAndUsage(Wire wire) {
        FaultyProvider provider = start(builder(wire).promptTokens(50).cachedTokens(20));
        List<ChatChunk> chunks =
                client(wire, provider).stream(MODEL, QUESTION).collectList().block(SOON);
        assertThat(text(chunks)).isEqualTo(ANSWER);
        assertThat(chunks.stream().map(ChatChunk::finishReason).filter(r -> !r.isEmpty()))
                .containsExactly("stop");
        assertThat(chunks.get(chunks.size() - 1).usage()).isEqualTo(new Usage(50, 20, 10));
        assertThat(provider.requests().get(0).streaming()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void toolCallsComeWithTheirArguments(Wire wire) throws Exception {
        FaultyProvider provider =
                start(builder(wire).toolCall("weather", "{\"city\":\"Oslo\"}").toolCall("time", "{}"));
        ProviderClient client = client(wire, provider);
        ChatRequest request = QUESTION.toBuilder()
                .tool(
                        "weather",
                        "Tells the weather",
                        Trees.of("{'type':'object','properties':{'city':{'type':'string'}}}"))
                .tool("time", "Tells the time", Trees.of("{'type':'object'}"))
                .build();
        ChatResponse response = client.complete(MODEL, request).block(SOON);
        assertThat(response.finishReason()).isEqualTo("tool_calls");
        assertThat(response.toolCalls()).extracting(ToolCall::name).containsExactly("weather", "time");
        assertThat(Trees.of(response.toolCalls().get(0).arguments())).isEqualTo(Trees.of("{'city':'Oslo'}"));
        List<ChatChunk> chunks = client.stream(MODEL, request).collectList().block(SOON);
        assertThat(Trees.of(streamedArguments(chunks, 0))).isEqualTo(Trees.of("{'city':'Oslo'}"));
        assertThat(Trees.of(streamedArguments(chunks, 1))).isEqualTo(Trees.of("{}"));
        assertThat(chunks.stream().map(ChatChunk::finishReason)).contains("tool_calls");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Wire.values())
                .flatMap(wire -> Stream.of(
                        Arguments.of(wire, Fault.invalidKey(), FailureKind.CREDENTIALS),
                        Arguments.of(wire, Fault.insufficientQuota(), FailureKind.QUOTA_EXHAUSTED),
                        Arguments.of(wire, Fault.modelNotFound(), FailureKind.MODEL_NOT_FOUND),
                        Arguments.of(wire, Fault.rateLimited(), FailureKind.RATE_LIMITED),
                        Arguments.of(wire, Fault.contextLengthExceeded(), FailureKind.CONTEXT_LENGTH),
                        Arguments.of(wire, Fault.contentPolicyViolation(), FailureKind.CONTENT_FILTER),
                        Arguments.of(wire, Fault.invalidRequest(), FailureKind.INVALID_REQUEST),
                        Arguments.of(wire, Fault.forbidden(), FailureKind.INVALID_REQUEST),
                        Arguments.of(wire, Fault.tooLarge(), FailureKind.INVALID_REQUEST),
                        Arguments.of(wire, Fault.tokensPerMinute(), FailureKind.RATE_LIMITED),
                        Arguments.of(wire, Fault.overloaded(), FailureKind.SERVER_ERROR),
                        Arguments.of(wire, Fault.status(408), FailureKind.SERVER_ERROR),
                        Arguments.of(wire, Fault.status(409), FailureKind.SERVER_ERROR),
                        Arguments.of(wire, Fault.status(422), FailureKind.INVALID_REQUEST),
                        Arguments.of(wire, Fault.status(500), FailureKind.SERVER_ERROR),
                        Arguments.of(wire, Fault.status(503), FailureKind.SERVER_ERROR),
                        Arguments.of(
                                wire,
                                Fault.status(522).body("text/html", "<html>down</html>"),
                                FailureKind.SERVER_ERROR),
                        Arguments.of(wire, Fault.resetBeforeHeaders(), FailureKind.CONNECTION)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalHasItsKindWhetherStreamedOrNot(Wire wire, Fault fault, FailureKind kind) {
        FaultyProvider provider = start(builder(wire));
        provider.always(fault);
        ProviderClient client = client(wire, provider);
        Failure json = failureOf(() -> client.complete(MODEL, QUESTION).block(SOON));
        Failure streamed = failureOf(() -> client.stream(MODEL, QUESTION).blockLast(SOON));
        assertThat(json.kind()).as(json.toString()).isEqualTo(kind);
        assertThat(streamed.kind()).as(streamed.toString()).isEqualTo(kind);
        assertThat(streamed.message()).isNotBlank().isEqualTo(json.message());
    }

    static Stream<Arguments> brokenAnswers() {
        return Stream.of(Wire.values())
                .flatMap(wire -> Stream.of(
                        Arguments.of(wire, Fault.badJson(), FailureKind.BAD_RESPONSE),
                        Arguments.of(wire, Fault.emptyBody(), FailureKind.BAD_RESPONSE),
                        Arguments.of(wire, Fault.html(), FailureKind.BAD_RESPONSE),
                        Arguments.of(wire, Fault.status(302), FailureKind.BAD_RESPONSE),
                        Arguments.of(wire, Fault.cutBody(), FailureKind.CUT),
                        Arguments.of(wire, Fault.resetAfter(4), FailureKind.CUT),
                        Arguments.of(wire, Fault.closeAfter(4), FailureKind.CUT)));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void aBrokenAnswerIsNoAnswer(Wire wire, Fault fault, FailureKind kind) {
        FaultyProvider provider = start(builder(wire));
        provider.always(fault);
        ProviderClient client = client(wire, provider);
        Failure json = failureOf(() -> client.complete(MODEL, QUESTION).block(SOON));
        Failure streamed = failureOf(() -> client.stream(MODEL, QUESTION).blockLast(SOON));
        assertThat(json.kind()).as(json.toString()).isEqualTo(kind);
        assertThat(streamed.kind()).as(streamed.toString()).isEqualTo(kind);
    }

    static Stream<Arguments> cuts() {
        return Stream.of(Wire.values())
                .flatMap(wire -> Stream.of(1, 3, 9)
                        .flatMap(tokens -> Stream.of(
                                Arguments.of(wire, tokens, Fault.resetAfter(tokens), FailureKind.CUT),
                                Arguments.of(wire, tokens, Fault.closeAfter(tokens), FailureKind.CUT),
                                Arguments.of(wire, tokens, Fault.endAfter(tokens), FailureKind.CUT),
                                Arguments.of(wire, tokens, Fault.brokenToken(tokens), FailureKind.BAD_RESPONSE),
                                Arguments.of(
                                        wire,
                                        tokens,
                                        Fault.stallAfter(tokens, Duration.ofSeconds(20)),
                                        FailureKind.TIMEOUT))));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void whatCameBeforeACutComesAndThenTheFailure(Wire wire, int tokens, Fault fault, FailureKind kind) {
        FaultyProvider provider = start(builder(wire));
        provider.always(fault);
        List<ChatChunk> seen = new ArrayList<>();
        Failure failure = failureOf(() -> client(wire, provider).stream(target(SOON, SHORT), QUESTION)
                .doOnNext(seen::add)
                .blockLast(SOON));
        assertThat(failure.kind()).as(failure.toString()).isEqualTo(kind);
        assertThat(text(seen).split(" ")).hasSize(tokens);
        assertThat(seen).allMatch(chunk -> chunk.finishReason().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anErrorInsideAStreamHasTheKindThatItNames(Wire wire) {
        FaultyProvider provider = start(builder(wire));
        provider.always(Fault.errorEvent(3));
        Failure failure =
                failureOf(() -> client(wire, provider).stream(MODEL, QUESTION).blockLast(SOON));
        assertThat(failure.kind()).as(failure.toString()).isEqualTo(FailureKind.SERVER_ERROR);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aStreamWithoutItsEndMarkIsWholeOnceItsFinishReasonCame(Wire wire) {
        FaultyProvider provider = start(builder(wire));
        provider.always(Fault.withoutDone());
        List<ChatChunk> chunks =
                client(wire, provider).stream(MODEL, QUESTION).collectList().block(SOON);
        assertThat(text(chunks)).isEqualTo(ANSWER);
        assertThat(chunks.get(chunks.size() - 1).usage().outputTokens()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aWholeStreamEndsAtOnceThoughTheConnectionLingers(Wire wire) {
        FaultyProvider provider = start(builder(wire));
        provider.always(Fault.withoutDone().and(Fault.lingers(Duration.ofSeconds(60))));
        List<ChatChunk> chunks =
                client(wire, provider).stream(MODEL, QUESTION).collectList().block(SOON);
        assertThat(text(chunks)).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void unknownEventsAndCommentsAreNoTokens(Wire wire) {
        FaultyProvider provider = start(builder(wire));
        provider.always(Fault.unknownEvents());
        List<ChatChunk> chunks =
                client(wire, provider).stream(MODEL, QUESTION).collectList().block(SOON);
        assertThat(text(chunks)).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void silenceBeforeTheFirstTokenIsATimeoutThoughTheConnectionLives(Wire wire) {
        FaultyProvider provider = start(builder(wire));
        provider.script(
                Fault.neverAnswers(),
                Fault.slowFirstToken(Duration.ofSeconds(20)).pinging(Duration.ofMillis(50)));
        ProviderClient client = client(wire, provider);
        for (int i = 0; i < 2; i++) {
            Failure failure =
                    failureOf(() -> client.stream(target(SHORT, SOON), QUESTION).blockLast(SOON));
            assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
            assertThat(failure.message()).isEqualTo("no first token within 300 ms");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aJsonAnswerHasALimitOfItsOwn(Wire wire) throws Exception {
        FaultyProvider provider = start(builder(wire));
        provider.always(Fault.neverAnswers());
        Failure failure = failureOf(() ->
                client(wire, provider).complete(target(SHORT, SOON), QUESTION).block(SOON));
        assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(provider.awaitEnded(1, SOON).get(0).ending()).isEqualTo(Ending.CLIENT_LEFT);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void cancellingAStreamClosesItsConnection(Wire wire) throws Exception {
        FaultyProvider provider = start(builder(wire));
        provider.always(Fault.stallAfter(3, Duration.ofSeconds(20)));
        CountDownLatch began = new CountDownLatch(3);
        Disposable reader = client(wire, provider).stream(MODEL, QUESTION).subscribe(chunk -> began.countDown());
        assertThat(began.await(5, TimeUnit.SECONDS)).isTrue();
        reader.dispose();
        assertThat(provider.awaitEnded(1, SOON).get(0).ending()).isEqualTo(Ending.CLIENT_LEFT);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void cancellingBeforeTheHeadersClosesTheConnection(Wire wire) throws Exception {
        FaultyProvider provider = start(builder(wire));
        provider.always(Fault.neverAnswers());
        Disposable waiter = client(wire, provider).complete(MODEL, QUESTION).subscribe();
        provider.awaitRequests(1, SOON);
        waiter.dispose();
        assertThat(provider.awaitEnded(1, SOON).get(0).ending()).isEqualTo(Ending.CLIENT_LEFT);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void retryAfterIsHandedOn(Wire wire) {
        FaultyProvider provider = start(builder(wire));
        provider.script(
                Fault.rateLimited().retryAfter("2"),
                Fault.rateLimited().retryAfter("-1"),
                Fault.rateLimited().retryAfter("soon"),
                Fault.rateLimited().retryAfter("403973"));
        ProviderClient client = client(wire, provider);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waits.add(failureOf(() -> client.complete(MODEL, QUESTION).block(SOON))
                    .retryAfter());
        }
        assertThat(waits).containsExactly(Duration.ofSeconds(2), null, null, Duration.ofSeconds(403973));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void whatTheUserSaysOfCodesAndStatusesGoesBeforeWhatTheyUsuallyMean(Wire wire) {
        FaultyProvider provider = start(builder(wire));
        FailureMappings mappings = new FailureMappings(
                Map.of(422, FailureKind.SERVER_ERROR),
                Map.of("house_rule", FailureKind.CONTENT_FILTER, "overloaded_error", FailureKind.QUOTA_EXHAUSTED),
                Map.of());
        ProviderClient client = client(ProviderSettings.of("p", wire, URI.create(provider.url()), KEY), mappings);
        provider.script(
                Fault.status(422),
                Fault.status(422).body("application/json", "{\"error\":{\"code\":\"House_Rule\"}}"),
                Fault.status(200).body("application/json", "{\"error\":{\"type\":\"overloaded_error\"}}"));
        List<FailureKind> kinds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            kinds.add(failureOf(() -> client.complete(MODEL, QUESTION).block(SOON))
                    .kind());
        }
        assertThat(kinds)
                .containsExactly(FailureKind.SERVER_ERROR, FailureKind.CONTENT_FILTER, FailureKind.QUOTA_EXHAUSTED);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aContentFilterThatEndsAnAnswerIsItsFinishReason(Wire wire) {
        FaultyProvider provider = start(builder(wire));
        provider.always(Fault.contentFilterAfter(3));
        ProviderClient client = client(wire, provider);
        assertThat(client.complete(MODEL, QUESTION).block(SOON).finishReason()).isEqualTo("content_filter");
        assertThat(client.stream(MODEL, QUESTION).collectList().block(SOON))
                .extracting(ChatChunk::finishReason)
                .contains("content_filter");
    }

    @Test
    void aRateLimitWithoutRetryAfterTellsItsEndInHeadersOfItsOwn() {
        FaultyProvider openAi = start(FaultyProvider.openAi());
        openAi.always(Fault.rateLimited()
                .header("x-ratelimit-remaining-requests", "0")
                .header("x-ratelimit-reset-requests", "6m0s")
                .header("x-ratelimit-remaining-tokens", "12000")
                .header("x-ratelimit-reset-tokens", "23h"));
        ProviderClient client = client(Wire.OPENAI, openAi);
        assertThat(failureOf(() -> client.complete(MODEL, QUESTION).block(SOON)).retryAfter())
                .isEqualTo(Duration.ofMinutes(6));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aProviderThatHasNothingLeftAfterAnAnswerIsHeard(Wire wire) {
        FaultyProvider provider = start(builder(wire));
        provider.script(
                Fault.none()
                        .remaining(0, 100)
                        .header("x-ratelimit-reset-requests", "1.5s")
                        .header(
                                "anthropic-ratelimit-requests-reset",
                                java.time.Instant.now().plusSeconds(3600).toString()),
                Fault.none().remaining(1, 100).header("x-ratelimit-reset-requests", "1.5s"));
        List<Duration> spent = new ArrayList<>();
        Target target = new Target(SMALL, MODEL.limits(), spent::add);
        ProviderClient client = client(wire, provider);
        client.stream(target, QUESTION).blockLast(SOON);
        client.complete(target, QUESTION).block(SOON);
        assertThat(spent).hasSize(1);
        assertThat(spent.get(0)).isPositive();
    }

    @Test
    void aRefusedConnectionIsAFailureOfTheConnection() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ProviderClient client = client(
                ProviderSettings.of("p", Wire.OPENAI, URI.create("http://127.0.0.1:" + port), KEY),
                FailureMappings.NONE);
        assertThat(failureOf(() -> client.complete(MODEL, QUESTION).block(SOON)).kind())
                .isEqualTo(FailureKind.CONNECTION);
    }

    @Test
    void aKeyThatTheProviderEchoesIsNotQuoted() {
        FaultyProvider provider = start(FaultyProvider.openAi());
        provider.always(Fault.status(401)
                .body("application/json", "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + "\"}}"));
        ProviderException error = catchThrowableOfType(
                ProviderException.class,
                () -> client(Wire.OPENAI, provider).complete(MODEL, QUESTION).block(SOON));
        assertThat(error).hasMessageContaining("Incorrect API key").hasMessageNotContaining(KEY);
    }

    @Test
    void headersAndQueryOfAzureAreSentAndNoAuthorization() {
        FaultyProvider provider = start(FaultyProvider.openAi());
        ProviderSettings settings = ProviderSettings.of("p", Wire.OPENAI, URI.create(provider.url()), "")
                .with(Map.of("api-key", KEY), Map.of("api-version", "2024-10-21"));
        ProviderClient client = client(settings, FailureMappings.NONE);
        client.complete(MODEL, QUESTION).block(SOON);
        SeenRequest seen = provider.requests().get(0);
        assertThat(seen.path()).isEqualTo("/v1/chat/completions");
        assertThat(seen.query()).isEqualTo("api-version=2024-10-21");
        assertThat(seen.header("api-key")).hasValue(KEY);
        assertThat(seen.header("Authorization")).isEmpty();
    }

    @Test
    void usageIsAskedForAndOtherFieldsPassUntouched() throws Exception {
        FaultyProvider provider = start(FaultyProvider.openAi());
        ChatRequest request = ChatRequest.of(
                Trees.of(
                        "{'model':'pool','messages':[{'role':'user','content':'hi'}],'future_field':{'a':[1.5,null]},'stream':true}"));
        ProviderClient client = client(Wire.OPENAI, provider);
        client.stream(MODEL, request).blockLast(SOON);
        client.complete(MODEL, request).block(SOON);
        assertThat(Trees.of(provider.requests().get(0).body()))
                .isEqualTo(Trees.of("{'model':'tiny-1','messages':[{'role':'user','content':'hi'}],"
                        + "'future_field':{'a':[1.5,null]},'stream':true,'stream_options':{'include_usage':true}}"));
        assertThat(Trees.of(provider.requests().get(1).body()))
                .isEqualTo(Trees.of("{'model':'tiny-1','messages':[{'role':'user','content':'hi'}],"
                        + "'future_field':{'a':[1.5,null]}}"));
    }

    @Test
    void whatAWireCanNotSayIsRefusedBeforeAnythingIsSent() throws Exception {
        FaultyProvider provider = start(FaultyProvider.anthropic());
        ProviderClient client = client(Wire.ANTHROPIC, provider);
        ChatRequest two = QUESTION.toBuilder().field("n", Trees.of("2")).build();
        Failure failure = failureOf(() -> client.complete(MODEL, two).block(SOON));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.message()).isEqualTo("n: 2 (expected: 1 on wire anthropic)");
        assertThat(failureOf(() -> client.embed(MODEL, EmbeddingRequest.of("a")).block(SOON))
                        .message())
                .contains("operation: embeddings");
        assertThat(provider.requestCount()).isZero();
    }

    @Test
    void embeddingsComeAsVectors() {
        FaultyProvider provider = start(FaultyProvider.openAi());
        EmbeddingResponse response = client(Wire.OPENAI, provider)
                .embed(MODEL, EmbeddingRequest.of("one", "two"))
                .block(SOON);
        assertThat(response.vectors()).hasSize(2).allMatch(vector -> vector.length > 0);
        assertThat(response.usage().inputTokens()).isPositive();
    }

    @Test
    void connectionsServeManyStreamsOneAfterTheOther() {
        FaultyProvider provider = start(FaultyProvider.openAi());
        ProviderClient client = client(Wire.OPENAI, provider);
        for (int i = 0; i < 50; i++) {
            assertThat(text(client.stream(MODEL, QUESTION).collectList().block(SOON)))
                    .isEqualTo(ANSWER);
        }
        assertThat(provider.requests()).allMatch(request -> request.ending() != Ending.CLIENT_LEFT);
    }

    private static FaultyProviderBuilder builder(Wire wire) {
        return wire == Wire.OPENAI ? FaultyProvider.openAi() : FaultyProvider.anthropic();
    }

    private FaultyProvider start(FaultyProviderBuilder builder) {
        return open(builder.start());
    }

    private ProviderClient client(Wire wire, FaultyProvider provider) {
        return client(ProviderSettings.of("p", wire, URI.create(provider.url()), KEY), FailureMappings.NONE);
    }

    private ProviderClient client(ProviderSettings settings, FailureMappings mappings) {
        return open(new ProviderClient(
                settings, JsonMapper.createDefault(), mappings, InstantSource.system(), HttpClients.standalone()));
    }

    private static Target target(Duration answer, Duration stall) {
        return new Target(SMALL, new Limits(answer, stall, answer), spent -> {});
    }

    private <T extends AutoCloseable> T open(T one) {
        opened.add(one);
        return one;
    }

    private static Failure failureOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        ProviderException error = catchThrowableOfType(ProviderException.class, call);
        assertThat(error).isNotNull();
        assertThat(error.failure().message()).doesNotContain(KEY);
        return error.failure();
    }

    static String text(List<ChatChunk> chunks) {
        return chunks.stream()
                .map(ChatChunk::text)
                .collect(Collectors.joining())
                .strip();
    }

    static String streamedArguments(List<ChatChunk> chunks, int place) {
        return chunks.stream()
                .flatMap(chunk -> Json.items(chunk.delta(), "tool_calls").stream())
                .filter(call -> Json.count(call, "index") == place)
                .map(call -> Json.text(Json.object(call, "function"), "arguments", ""))
                .collect(Collectors.joining());
    }
}
