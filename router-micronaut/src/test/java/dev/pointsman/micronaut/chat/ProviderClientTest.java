package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Usage;
import dev.pointsman.testkit.ExchangeEnding;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.EmbeddingResponse;
import dev.pointsman.wire.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come, whole or streamed, on either wire. */
class ProviderClientTest extends ProviderClientFixture {
    private static final Map<String, String> KEY_HEADERS = Map.of(
            "openai",
            "Authorization",
            "openai-responses",
            "Authorization",
            "anthropic",
            "x-api-key",
            "gemini",
            "x-goog-api-key",
            "bedrock",
            "Authorization");
    private static final String ANSWER = "tok0 tok1 tok2 tok3 tok4 tok5 tok6 tok7 tok8 tok9";

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void aJsonAnswerComesWhole(String wire) {
        FaultyProvider provider = start(builder(wire).promptTokens(50).cachedTokens(20));
        ChatResponse response = client(wire, provider).complete(MODEL, QUESTION).block(SOON);
        assertThat(response.text().strip()).isEqualTo(ANSWER);
        assertThat(response.finishReason()).isEqualTo("stop");
        assertThat(response.usage()).isEqualTo(new Usage(50, 20, 10));
        SeenRequest seen = provider.requests().get(0);
        assertThat(seen.model()).isEqualTo("tiny-1");
        assertThat(seen.streaming()).isFalse();
        String header = KEY_HEADERS.get(wire);
        assertThat(seen.header(header)).hasValue(header.equals("Authorization") ? "Bearer " + KEY : KEY);
        assertThat(seen.path() + seen.query()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void aStreamComesWholeWithFinishReasonAndUsage(String wire) {
        FaultyProvider provider = start(builder(wire).promptTokens(50).cachedTokens(20));
        List<ChatChunk> chunks =
                client(wire, provider).stream(MODEL, QUESTION).collectList().block(SOON);
        assertThat(Chunks.text(chunks)).isEqualTo(ANSWER);
        assertThat(chunks.stream().map(ChatChunk::finishReason).filter(r -> !r.isEmpty()))
                .containsExactly("stop");
        assertThat(chunks.get(chunks.size() - 1).usage()).isEqualTo(new Usage(50, 20, 10));
        assertThat(provider.requests().get(0).streaming()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void toolCallsComeWithTheirArguments(String wire) throws Exception {
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
        assertThat(Trees.of(Chunks.streamedArguments(chunks, 0))).isEqualTo(Trees.of("{'city':'Oslo'}"));
        assertThat(Trees.of(Chunks.streamedArguments(chunks, 1))).isEqualTo(Trees.of("{}"));
        assertThat(chunks.stream().map(ChatChunk::finishReason)).contains("tool_calls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void aStreamWithoutItsEndMarkIsWholeOnceItsFinishReasonCame(String wire) {
        List<ChatChunk> chunks = streamed(wire, Fault.withoutDone());
        assertThat(Chunks.text(chunks)).isEqualTo(ANSWER);
        assertThat(chunks.get(chunks.size() - 1).usage().outputTokens()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void aWholeStreamEndsAtOnceThoughTheConnectionLingers(String wire) {
        Fault lingering = Fault.withoutDone().and(Fault.lingers(Duration.ofSeconds(60)));
        assertThat(Chunks.text(streamed(wire, lingering))).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void unknownEventsAndCommentsAreNoTokens(String wire) {
        assertThat(Chunks.text(streamed(wire, Fault.unknownEvents()))).isEqualTo(ANSWER);
    }

    private List<ChatChunk> streamed(String wire, Fault fault) {
        return client(wire, start(wire, fault)).stream(MODEL, QUESTION)
                .collectList()
                .block(SOON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "openai-responses"})
    void aContentFilterThatEndsAnAnswerIsItsFinishReason(String wire) {
        FaultyProvider provider = start(wire, Fault.contentFilterAfter(3));
        ProviderClient client = client(wire, provider);
        assertThat(client.complete(MODEL, QUESTION).block(SOON).finishReason()).isEqualTo("content_filter");
        assertThat(client.stream(MODEL, QUESTION).collectList().block(SOON))
                .extracting(ChatChunk::finishReason)
                .contains("content_filter");
    }

    @Test
    void embeddingsComeAsVectors() {
        FaultyProvider provider = start(FaultyProvider.openAi());
        EmbeddingResponse response = client("openai", provider)
                .embed(MODEL, EmbeddingRequest.of("one", "two"))
                .block(SOON);
        assertThat(response.vectors()).hasSize(2).allMatch(vector -> vector.length > 0);
        assertThat(response.usage().inputTokens()).isPositive();
    }

    @Test
    void connectionsServeManyStreamsOneAfterTheOther() {
        FaultyProvider provider = start(FaultyProvider.openAi());
        ProviderClient client = client("openai", provider);
        for (int i = 0; i < 50; i++) {
            assertThat(Chunks.text(client.stream(MODEL, QUESTION).collectList().block(SOON)))
                    .isEqualTo(ANSWER);
        }
        assertThat(provider.requests()).allMatch(request -> request.ending() != ExchangeEnding.CLIENT_LEFT);
    }
}
