package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.model.Capability;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Limits;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.AttemptRecord;
import dev.pointsman.router.CompletedCall;
import dev.pointsman.router.FailoverPolicy;
import dev.pointsman.router.HedgePolicy;
import dev.pointsman.router.MidStream;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelsExhaustedException;
import dev.pointsman.router.Pool;
import dev.pointsman.router.ProviderException;
import dev.pointsman.router.RequestChange;
import dev.pointsman.router.RequestRefusedException;
import dev.pointsman.router.RouteResult;
import dev.pointsman.router.RouteTrace;
import dev.pointsman.router.RouterListener;
import dev.pointsman.router.RoutingException;
import dev.pointsman.router.WhenExhausted;
import dev.pointsman.testkit.Ending;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What a pool's policies do to calls whose primary breaks, over real sockets. */
class StreamPolicyTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final ChatRequest QUESTION = ChatRequest.builder()
            .system("Be brief.")
            .user("Count!")
            .maxTokens(900)
            .build();
    private static final RouteRequest CHAT = RouteRequest.toPool("chat");
    private static final Limits LIMITS =
            new Limits(Duration.ofMillis(600), Duration.ofMillis(300), Duration.ofMillis(600));

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<RouteTrace> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        Collections.reverse(opened);
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    static Stream<Arguments> breaks() {
        return Stream.of(Wire.values())
                .flatMap(wire -> Stream.of(
                                Fault.resetAfter(40),
                                Fault.closeAfter(40),
                                Fault.endAfter(40),
                                Fault.stallAfter(40, Duration.ofSeconds(20)),
                                Fault.errorEvent(40),
                                Fault.brokenToken(40))
                        .flatMap(fault -> Stream.of(true, false).map(prefill -> Arguments.of(wire, fault, prefill))));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void aBrokenStreamIsResumedByTheFallback(Wire wire, Fault fault, boolean prefill) {
        FaultyProvider primary = start(FaultyProvider.openAi().tokens(60));
        FaultyProvider fallback = start(builder(wire).tokens(60).promptTokens(50));
        primary.always(fault);
        Setup setup = new Setup(primary, wire, fallback, prefill, pool(MidStream.RESUME));
        RouteResult<Flux<ChatChunk>> result = setup.chat.stream(CHAT, QUESTION).block(SOON);
        assertThat(result.model().id()).isEqualTo("primary");
        List<ChatChunk> chunks = result.value().collectList().block(SOON);
        assertThat(ProviderClientTest.text(chunks)).isEqualTo(words(60));
        ChatChunk last = chunks.get(chunks.size() - 1);
        assertThat(Json.text(Json.object(last.json(), "pointsman"), "model")).isEqualTo("fallback");
        assertThat(last.usage().outputTokens()).isEqualTo(prefill ? 20 : 60);
        assertThat(fallback.requests().get(0).prefilled()).isEqualTo(prefill);
        assertThat(heard).hasSize(1);
        assertThat(heard.get(0).attempts())
                .extracting(AttemptRecord::failure)
                .last()
                .isNull();
        assertThat(setup.usage).hasSize(1);
        assertThat(setup.inFlight()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aFallbackThatRejectsThePrefillBeginsAgainAndNobodySeesIt(Wire wire) {
        FaultyProvider primary = start(FaultyProvider.openAi().tokens(60));
        FaultyProvider fallback = start(builder(wire).tokens(60));
        primary.always(Fault.resetAfter(40));
        fallback.always(Fault.rejectsPrefill());
        Setup setup = new Setup(primary, wire, fallback, true, pool(MidStream.RESUME));
        assertThat(setup.read()).isEqualTo(words(60));
        assertThat(fallback.requestCount()).isEqualTo(2);
        assertThat(heard).hasSize(1);
    }

    @Test
    void aFallbackThatIgnoresThePrefillDoesNotSayAnythingTwice() {
        FaultyProvider primary = start(FaultyProvider.openAi().tokens(60));
        FaultyProvider fallback = start(FaultyProvider.openAi().tokens(60));
        primary.always(Fault.resetAfter(40));
        fallback.always(Fault.ignoresPrefill());
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, pool(MidStream.RESUME));
        assertThat(setup.read()).isEqualTo(words(60));
    }

    @Test
    void aFallbackThatSaysSomethingElseIsNotMixedIn() throws Exception {
        FaultyProvider primary = start(FaultyProvider.openAi().tokens(60));
        FaultyProvider fallback = start(FaultyProvider.openAi());
        primary.always(Fault.resetAfter(40));
        fallback.always(Fault.says("tok0 tok1 and more").and(Fault.slowTokens(Duration.ofMillis(20))));
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, false, pool(MidStream.RESUME));
        List<ChatChunk> seen = new ArrayList<>();
        ProviderException error = setup.breakOff(seen);
        assertThat(error.failure().kind()).isEqualTo(FailureKind.CUT);
        assertThat(ProviderClientTest.text(seen)).isEqualTo(words(40));
        assertThat(heard).hasSize(1);
        assertThat(fallback.awaitEnded(1, SOON).get(0).ending()).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(setup.inFlight()).isZero();
        assertThat(setup.failed).containsExactly("primary");
    }

    @Test
    void whenNobodyCanResumeTheErrorIsThatOfTheBreak() {
        FaultyProvider primary = start(FaultyProvider.openAi().tokens(60));
        FaultyProvider fallback = start(FaultyProvider.openAi());
        primary.always(Fault.endAfter(40));
        fallback.always(Fault.status(503));
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, pool(MidStream.RESUME));
        ProviderException error = setup.breakOff(new ArrayList<>());
        assertThat(error.failure().kind()).isEqualTo(FailureKind.CUT);
        assertThat(error).hasCauseInstanceOf(ModelsExhaustedException.class);
        assertThat(heard).hasSize(1);
    }

    @Test
    void aPoolThatFailsEndsTheStreamWithTheFailure() {
        FaultyProvider primary = start(FaultyProvider.openAi().tokens(60));
        FaultyProvider fallback = start(FaultyProvider.openAi().tokens(60));
        primary.always(Fault.resetAfter(40));
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, pool(MidStream.FAIL));
        List<ChatChunk> seen = new ArrayList<>();
        assertThat(setup.breakOff(seen).failure().kind()).isEqualTo(FailureKind.CUT);
        assertThat(ProviderClientTest.text(seen)).isEqualTo(words(40));
        assertThat(fallback.requestCount()).isZero();
        assertThat(heard).hasSize(1);
        assertThat(setup.inFlight()).isZero();
    }

    @Test
    void aPoolThatBuffersFailsOverUnseen() {
        FaultyProvider primary = start(FaultyProvider.openAi().tokens(60));
        FaultyProvider fallback = start(FaultyProvider.anthropic().text("Something else."));
        primary.always(Fault.resetAfter(40));
        Setup setup = new Setup(primary, Wire.ANTHROPIC, fallback, true, pool(MidStream.BUFFER));
        RouteResult<Flux<ChatChunk>> result = setup.chat.stream(CHAT, QUESTION).block(SOON);
        assertThat(result.model().id()).isEqualTo("fallback");
        assertThat(result.degraded()).isTrue();
        assertThat(ProviderClientTest.text(result.value().collectList().block(SOON)))
                .isEqualTo("Something else.");
        assertThat(fallback.requests().get(0).prefilled()).isFalse();
        assertThat(heard).hasSize(1);
    }

    @Test
    void callsOfToolsAreNotResumed() {
        FaultyProvider primary = start(FaultyProvider.openAi().toolCall("f", "{\"city\":\"Oslo\",\"days\":3}"));
        FaultyProvider fallback = start(FaultyProvider.openAi());
        primary.always(Fault.resetAfter(2));
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, pool(MidStream.RESUME));
        ChatRequest request = QUESTION.toBuilder()
                .tool("f", "", Trees.of("{'type':'object'}"))
                .build();
        ProviderException error = catchThrowableOfType(
                ProviderException.class,
                () -> setup.chat.stream(CHAT, request)
                        .flatMapMany(RouteResult::value)
                        .blockLast(SOON));
        assertThat(error.failure().kind()).isEqualTo(FailureKind.CUT);
        assertThat(fallback.requestCount()).isZero();
    }

    @Test
    void aStreamThatNobodyReadsCompletesItsCall() {
        FaultyProvider primary = start(FaultyProvider.openAi());
        Setup setup = new Setup(primary, Wire.OPENAI, primary, true, pool(MidStream.RESUME));
        setup.chat.stream(CHAT, QUESTION).block(SOON);
        Flux.interval(Duration.ofMillis(5)).takeUntil(tick -> heard.size() == 1).blockLast(SOON);
        assertThat(setup.inFlight()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theRequestIsChangedForTheTier(Wire wire) {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(builder(wire));
        primary.always(Fault.rateLimited());
        Pool pool = pool(MidStream.RESUME)
                .withChanges(Map.of(Tier.FALLBACK, new RequestChange(512, "Answer in English.", null)));
        Setup setup = new Setup(primary, wire, fallback, true, pool);
        setup.read();
        setup.chat.complete(CHAT, QUESTION);
        assertThat(primary.requests().get(0).at("/max_tokens")).hasValue("900");
        assertThat(fallback.requests()).hasSize(2).allSatisfy(seen -> {
            assertThat(seen.at("/max_tokens")).hasValue("512");
            assertThat(seen.body()).contains("Answer in English.\\nBe brief.");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"403973", "-1", "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2065 07:28:00 GMT", "soon", ""})
    void whateverRetryAfterSaysTheFallbackIsAskedAtOnce(String retryAfter) {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(FaultyProvider.openAi());
        primary.always(Fault.rateLimited().retryAfter(retryAfter));
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, pool(MidStream.RESUME));
        setup.chat.complete(CHAT, QUESTION); // connects
        setup.router.reset("primary");
        Duration least = Duration.ofDays(1);
        for (int i = 0; i < 5; i++) {
            setup.router.reset("primary");
            long start = System.nanoTime();
            RouteResult<ChatResponse> result = setup.chat.complete(CHAT, QUESTION);
            Duration between = Duration.ofNanos(System.nanoTime() - start);
            for (AttemptRecord attempt : result.trace().attempts()) {
                between = between.minus(attempt.duration());
            }
            assertThat(result.model().id()).isEqualTo("fallback");
            least = between.compareTo(least) < 0 ? between : least;
        }
        assertThat(least).isLessThan(Duration.ofMillis(10));
    }

    @Test
    void aProviderWithNothingLeftIsLeftAloneThoughItAnswered() {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(FaultyProvider.openAi());
        primary.always(Fault.none().remaining(0, 100).header("x-ratelimit-reset-requests", "6m0s"));
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, pool(MidStream.RESUME));
        assertThat(setup.chat.complete(CHAT, QUESTION).model().id()).isEqualTo("primary");
        assertThat(setup.chat.complete(CHAT, QUESTION).model().id()).isEqualTo("fallback");
    }

    @Test
    void aLateFirstTokenIsHedgedAndTheLoserIsCancelled() throws Exception {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(FaultyProvider.openAi());
        Setup setup = new Setup(primary, Wire.OPENAI, fallback, true, hedged());
        setup.earnHedges();
        primary.always(Fault.slowFirstToken(Duration.ofSeconds(20)));
        RouteResult<Flux<ChatChunk>> result = setup.chat.stream(CHAT, QUESTION).block(SOON);
        assertThat(result.model().id()).isEqualTo("fallback");
        assertThat(ProviderClientTest.text(result.value().collectList().block(SOON)))
                .isEqualTo(words(10));
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
        assertThat(ProviderClientTest.text(result.value().collectList().block(SOON)))
                .isEqualTo(words(10));
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

    @Test
    void anOldAnswerStandsInForTheSameQuestionAndTheSameTenantOnly() {
        FaultyProvider primary = start(FaultyProvider.openAi());
        Pool pool = pool(MidStream.RESUME);
        Setup setup = new Setup(
                primary,
                Wire.OPENAI,
                primary,
                true,
                pool.withFailover(pool.failover().toBuilder()
                        .whenExhausted(WhenExhausted.STALE)
                        .build()));
        RouteRequest tenant = CHAT.toBuilder().tenant("a").build();
        setup.chat.complete(tenant, QUESTION);
        primary.always(Fault.status(503));
        RouteResult<ChatResponse> old = setup.chat.complete(tenant, QUESTION);
        assertThat(old.stale()).isTrue();
        assertThat(old.value().text().strip()).isEqualTo(words(10));
        assertFails(() -> setup.chat.complete(CHAT, QUESTION));
        assertFails(() -> setup.chat.complete(tenant, ChatRequest.user("Another!")));
        assertFails(() -> setup.chat.stream(tenant, QUESTION).block(SOON));
    }

    private static void assertFails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThat(catchThrowableOfType(RoutingException.class, call)).isNotNull();
    }

    private static Pool pool(MidStream policy) {
        return Pool.of("chat", "primary")
                .withTier(Tier.FALLBACK, "fallback")
                .withGoal(Goal.of("ordered"))
                .withFailover(FailoverPolicy.builder()
                        .midStream(policy)
                        .retrySame(0)
                        .limits(LIMITS)
                        .build());
    }

    private static Pool hedged() {
        return pool(MidStream.RESUME).withHedge(new HedgePolicy(true, Duration.ofMillis(100), 1));
    }

    private static String words(int count) {
        StringBuilder words = new StringBuilder("tok0");
        for (int i = 1; i < count; i++) {
            words.append(" tok").append(i);
        }
        return words.toString();
    }

    private static FaultyProviderBuilder builder(Wire wire) {
        return wire == Wire.OPENAI ? FaultyProvider.openAi() : FaultyProvider.anthropic();
    }

    private FaultyProvider start(FaultyProviderBuilder builder) {
        FaultyProvider provider = builder.start();
        opened.add(provider);
        return provider;
    }

    /** A primary of the OpenAI wire, a fallback of either, and what the router says of them. */
    private final class Setup {
        final List<Usage> usage = new CopyOnWriteArrayList<>();
        final List<String> failed = new CopyOnWriteArrayList<>();
        final ModelRouter router;
        final ChatClient chat;

        Setup(FaultyProvider primary, Wire wire, FaultyProvider fallback, boolean prefill, Pool pool) {
            Set<Capability> capabilities =
                    prefill ? Set.of(Capability.TOOLS, Capability.PREFILL) : Set.of(Capability.TOOLS);
            router = ModelRouter.builder()
                    .model(Model.builder("primary", "first")
                            .capabilities(Set.of(Capability.TOOLS))
                            .build())
                    .model(Model.builder("fallback", "second")
                            .capabilities(capabilities)
                            .build())
                    .pool(pool)
                    .listener(listener())
                    .build();
            chat = new ChatClient(
                    router,
                    List.of(
                            ProviderSettings.of("first", Wire.OPENAI, URI.create(primary.url()), ""),
                            ProviderSettings.of("second", wire, URI.create(fallback.url()), "")),
                    Trees.MAPPER);
            opened.add(chat);
        }

        private RouterListener listener() {
            return new RouterListener() {
                @Override
                public void completed(CompletedCall call) {
                    heard.add(call.trace());
                }

                @Override
                public ModelListener model(Model model, Operation operation) {
                    return new Ledger(model.id(), usage, failed);
                }
            };
        }

        /** Some calls that need no hedge, for the budget is a share of the calls. */
        void earnHedges() {
            for (int i = 0; i < 3; i++) {
                chat.complete(CHAT, QUESTION);
            }
            heard.clear();
            usage.clear();
        }

        String read() {
            return ProviderClientTest.text(chat.stream(CHAT, QUESTION)
                    .flatMapMany(RouteResult::value)
                    .collectList()
                    .block(SOON));
        }

        ProviderException breakOff(List<ChatChunk> seen) {
            return catchThrowableOfType(
                    ProviderException.class,
                    () -> chat.stream(CHAT, QUESTION)
                            .flatMapMany(RouteResult::value)
                            .doOnNext(seen::add)
                            .blockLast(SOON));
        }

        int inFlight() {
            return router.snapshot().stream()
                    .mapToInt(one -> one.statistics().inFlight())
                    .sum();
        }
    }

    /** What was booked on one model. */
    private record Ledger(String model, List<Usage> usage, List<String> failed) implements ModelListener {
        @Override
        public void succeeded(Attempt attempt, long nanos, Usage counted, double cost) {
            usage.add(counted);
        }

        @Override
        public void failed(Attempt attempt, long nanos, Failure failure) {
            failed.add(model);
        }
    }
}
