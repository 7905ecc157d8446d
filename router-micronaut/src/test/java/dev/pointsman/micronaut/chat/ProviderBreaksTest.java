package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.testkit.ExchangeEnding;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.failure.FailureMappings;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

/** Answers that break, stall or are no longer wanted. */
class ProviderBreaksTest extends ProviderClientFixture {
    private static final Duration SHORT = Duration.ofMillis(300);

    static Stream<Arguments> brokenAnswers() {
        return Stream.of("openai", "anthropic", "gemini", "bedrock", "openai-responses")
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
    void aBrokenAnswerIsNoAnswer(String wire, Fault fault, FailureKind kind) {
        failsEitherWay(wire, fault, kind);
    }

    static Stream<Arguments> cuts() {
        return Stream.of("openai", "anthropic", "gemini", "bedrock", "openai-responses")
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
    void whatCameBeforeACutComesAndThenTheFailure(String wire, int tokens, Fault fault, FailureKind kind) {
        FaultyProvider provider = start(wire, fault);
        List<ChatChunk> seen = new ArrayList<>();
        Failure failure = failureOf(() -> client(wire, provider).stream(target(SOON, SHORT), QUESTION)
                .doOnNext(seen::add)
                .blockLast(SOON));
        assertThat(failure.kind()).as(failure.toString()).isEqualTo(kind);
        assertThat(Chunks.text(seen).split(" ")).hasSize(tokens);
        assertThat(seen).allMatch(chunk -> chunk.finishReason().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void anErrorInsideAStreamHasTheKindThatItNames(String wire) {
        FaultyProvider provider = start(wire, Fault.errorEvent(3));
        Failure failure =
                failureOf(() -> client(wire, provider).stream(MODEL, QUESTION).blockLast(SOON));
        assertThat(failure.kind()).as(failure.toString()).isEqualTo(FailureKind.SERVER_ERROR);
    }

    @Test
    void aRefusedConnectionIsAFailureOfTheConnection() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ProviderClient client = client(
                ProviderSettings.of("p", "openai", URI.create("http://127.0.0.1:" + port), KEY), FailureMappings.NONE);
        assertThat(failureOf(() -> client.complete(MODEL, QUESTION).block(SOON)).kind())
                .isEqualTo(FailureKind.CONNECTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void silenceBeforeTheFirstTokenIsATimeoutThoughTheConnectionLives(String wire) {
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
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void aJsonAnswerHasALimitOfItsOwn(String wire) throws Exception {
        FaultyProvider provider = start(wire, Fault.neverAnswers());
        Failure failure = failureOf(() ->
                client(wire, provider).complete(target(SHORT, SOON), QUESTION).block(SOON));
        assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(provider.awaitEnded(1, SOON).get(0).ending()).isEqualTo(ExchangeEnding.CLIENT_LEFT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void cancellingAStreamClosesItsConnection(String wire) throws Exception {
        FaultyProvider provider = start(wire, Fault.stallAfter(3, Duration.ofSeconds(20)));
        CountDownLatch began = new CountDownLatch(3);
        Disposable reader = client(wire, provider).stream(MODEL, QUESTION).subscribe(chunk -> began.countDown());
        assertThat(began.await(5, TimeUnit.SECONDS)).isTrue();
        reader.dispose();
        assertThat(provider.awaitEnded(1, SOON).get(0).ending()).isEqualTo(ExchangeEnding.CLIENT_LEFT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void cancellingBeforeTheHeadersClosesTheConnection(String wire) throws Exception {
        FaultyProvider provider = start(wire, Fault.neverAnswers());
        Disposable waiter = client(wire, provider).complete(MODEL, QUESTION).subscribe();
        provider.awaitRequests(1, SOON);
        waiter.dispose();
        assertThat(provider.awaitEnded(1, SOON).get(0).ending()).isEqualTo(ExchangeEnding.CLIENT_LEFT);
    }
}
