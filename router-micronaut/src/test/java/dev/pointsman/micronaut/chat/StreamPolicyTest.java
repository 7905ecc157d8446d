package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.testkit.ExchangeEnding;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Mid-stream policies of a pool, over real sockets. */
class StreamPolicyTest extends ChatPolicyFixture {
    static Stream<Arguments> breaks() {
        return Stream.of("openai", "anthropic", "gemini", "bedrock", "openai-responses")
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
    void aBrokenStreamIsResumedByTheFallback(String wire, Fault fault, boolean prefill) {
        FaultyProvider primary = start(FaultyProvider.openAi().tokens(60));
        FaultyProvider fallback = start(builder(wire).tokens(60).promptTokens(50));
        primary.always(fault);
        Setup setup = new Setup(primary, wire, fallback, prefill, pool(MidStream.RESUME));
        RouteResult<Flux<ChatChunk>> result = setup.chat.stream(CHAT, QUESTION).block(SOON);
        assertThat(result.model().id()).isEqualTo("primary");
        List<ChatChunk> chunks = result.value().collectList().block(SOON);
        assertThat(Chunks.text(chunks)).isEqualTo(words(60));
        ChatChunk last = chunks.get(chunks.size() - 1);
        assertThat(JsonFields.text(JsonFields.object(last.json(), "pointsman"), "model"))
                .isEqualTo("fallback");
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
    @ValueSource(strings = {"openai", "anthropic", "gemini", "openai-responses"})
    void aFallbackThatRejectsThePrefillBeginsAgainAndNobodySeesIt(String wire) {
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
        Setup setup = new Setup(primary, "openai", fallback, true, pool(MidStream.RESUME));
        assertThat(setup.read()).isEqualTo(words(60));
    }

    @Test
    void aFallbackThatSaysSomethingElseIsNotMixedIn() throws Exception {
        FaultyProvider primary = start(FaultyProvider.openAi().tokens(60));
        FaultyProvider fallback = start(FaultyProvider.openAi());
        primary.always(Fault.resetAfter(40));
        fallback.always(Fault.says("tok0 tok1 and more").and(Fault.slowTokens(Duration.ofMillis(20))));
        Setup setup = new Setup(primary, "openai", fallback, false, pool(MidStream.RESUME));
        List<ChatChunk> seen = new ArrayList<>();
        ProviderException error = setup.breakOff(seen);
        assertThat(error.failure().kind()).isEqualTo(FailureKind.CUT);
        assertThat(Chunks.text(seen)).isEqualTo(words(40));
        assertThat(heard).hasSize(1);
        assertThat(fallback.awaitEnded(1, SOON).get(0).ending()).isEqualTo(ExchangeEnding.CLIENT_LEFT);
        assertThat(setup.inFlight()).isZero();
        assertThat(setup.failed).containsExactly("primary");
    }

    @Test
    void whenNobodyCanResumeTheErrorIsThatOfTheBreak() {
        FaultyProvider primary = start(FaultyProvider.openAi().tokens(60));
        FaultyProvider fallback = start(FaultyProvider.openAi());
        primary.always(Fault.endAfter(40));
        fallback.always(Fault.status(503));
        Setup setup = new Setup(primary, "openai", fallback, true, pool(MidStream.RESUME));
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
        Setup setup = new Setup(primary, "openai", fallback, true, pool(MidStream.FAIL));
        List<ChatChunk> seen = new ArrayList<>();
        assertThat(setup.breakOff(seen).failure().kind()).isEqualTo(FailureKind.CUT);
        assertThat(Chunks.text(seen)).isEqualTo(words(40));
        assertThat(fallback.requestCount()).isZero();
        assertThat(heard).hasSize(1);
        assertThat(setup.inFlight()).isZero();
    }

    @Test
    void aPoolThatBuffersFailsOverUnseen() {
        FaultyProvider primary = start(FaultyProvider.openAi().tokens(60));
        FaultyProvider fallback = start(FaultyProvider.anthropic().text("Something else."));
        primary.always(Fault.resetAfter(40));
        Setup setup = new Setup(primary, "anthropic", fallback, true, pool(MidStream.BUFFER));
        RouteResult<Flux<ChatChunk>> result = setup.chat.stream(CHAT, QUESTION).block(SOON);
        assertThat(result.model().id()).isEqualTo("fallback");
        assertThat(result.degraded()).isTrue();
        assertThat(Chunks.text(result.value().collectList().block(SOON))).isEqualTo("Something else.");
        assertThat(fallback.requests().get(0).prefilled()).isFalse();
        assertThat(heard).hasSize(1);
    }

    @Test
    void callsOfToolsAreNotResumed() {
        FaultyProvider primary = start(FaultyProvider.openAi().toolCall("f", "{\"city\":\"Oslo\",\"days\":3}"));
        FaultyProvider fallback = start(FaultyProvider.openAi());
        primary.always(Fault.resetAfter(2));
        Setup setup = new Setup(primary, "openai", fallback, true, pool(MidStream.RESUME));
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
        Setup setup = new Setup(primary, "openai", primary, true, pool(MidStream.RESUME));
        setup.chat.stream(CHAT, QUESTION).block(SOON);
        Flux.interval(Duration.ofMillis(5)).takeUntil(tick -> heard.size() == 1).blockLast(SOON);
        assertThat(setup.inFlight()).isZero();
    }
}
