package dev.pointsman.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A protocol of another artifact is configured by its name and used like the built-in ones. */
class ToyProtocolTest {
    private final ToyServer server = new ToyServer();
    private final ApplicationContext application = start("toy");
    private final ChatClient chat = application.getBean(ChatClient.class);

    private ApplicationContext start(String wire) {
        return ApplicationContext.run(Map.of(
                "pointsman.providers.shop.wire", wire,
                "pointsman.providers.shop.url", server.url(),
                "pointsman.providers.shop.api-key", ToyServer.KEY,
                "pointsman.models", List.of(Map.of("id", "small", "name", "tiny", "provider", "shop")),
                "pointsman.pools.chat.primary", List.of("small")));
    }

    @AfterEach
    void close() {
        application.close();
        server.close();
    }

    @Test
    void aWholeAnswerComesBySignedRequests() {
        ChatResponse answer = chat.complete(ChatRequest.user("Hi"));
        assertThat(answer.text()).isEqualTo("Hello toy");
        assertThat(answer.usage()).isEqualTo(new Usage(1, 0, 2));
        assertThat(server.seen).containsExactly("/toy/say/tiny?as=text {\"prompt\":\"Hi\"}");
    }

    @Test
    void aStreamInAnotherFramingComesWhole() {
        List<ChatChunk> chunks =
                chat.stream(ChatRequest.user("Hi")).collectList().block();
        assertThat(chunks).isNotNull();
        assertThat(chunks.stream().map(ChatChunk::text).collect(Collectors.joining()))
                .isEqualTo("Hello toy");
        assertThat(chunks.get(chunks.size() - 1).usage()).isEqualTo(new Usage(1, 0, 2));
        assertThat(server.seen).containsExactly("/toy/say/tiny?as=lines {\"prompt\":\"Hi\"}");
    }

    @Test
    void aStreamWithoutItsEndIsNoAnswer() {
        server.cut = true;
        assertThatThrownBy(() -> chat.stream(ChatRequest.user("Hi")).blockLast())
                .hasMessageContaining("the stream ended before the answer was whole");
    }

    @Test
    void itsErrorsHaveTheirKinds() {
        assertThatThrownBy(() -> chat.complete(ChatRequest.user("hurry")))
                .isInstanceOfSatisfying(
                        ModelsExhaustedException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.RATE_LIMITED));
    }

    @Test
    void whatItCannotExpressIsNamed() {
        ChatRequest request =
                ChatRequest.of(JsonFields.buildFrom(ChatRequest.user("Hi").json())
                        .put("tools", List.of(JsonFields.EMPTY))
                        .node());
        assertThatThrownBy(() -> chat.complete(request)).hasMessageContaining("tools");
        assertThat(server.seen).isEmpty();
    }

    @Test
    void anUnknownNameFailsAtStartAndListsTheKnownOnes() {
        assertThatThrownBy(() -> start("toyy"))
                .hasStackTraceContaining(
                        "pointsman.providers.shop.wire: toyy (expected: one of: anthropic, bedrock, gemini, openai, openai-responses, toy)");
    }
}
