package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake of Gemini, read by Google's own client. */
class GeminiSdkTest {
    private static final GenerateContentConfig PLAIN =
            GenerateContentConfig.builder().build();

    private final FaultyProvider provider = FaultyProvider.gemini()
            .tokens(5)
            .promptTokens(100)
            .cachedTokens(40)
            .toolCall("weather", "{\"city\":\"Oslo\"}")
            .start();
    private final Client client = Client.builder()
            .apiKey("key")
            .vertexAI(false)
            .httpOptions(HttpOptions.builder()
                    .baseUrl("http://127.0.0.1:" + provider.port())
                    .apiVersion("v1")
                    .build())
            .build();

    @AfterEach
    void close() {
        client.close();
        provider.close();
    }

    @Test
    void aWholeAnswerHasTextEndAndUsage() {
        GenerateContentResponse answer = client.models.generateContent("m1", "Hello", PLAIN);
        assertThat(answer.text()).isEqualTo("tok0 tok1 tok2 tok3 tok4");
        assertThat(answer.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
        assertThat(answer.usageMetadata().orElseThrow().promptTokenCount()).hasValue(100);
        assertThat(answer.usageMetadata().orElseThrow().cachedContentTokenCount())
                .hasValue(40);
        assertThat(answer.usageMetadata().orElseThrow().candidatesTokenCount()).hasValue(5);
        assertThat(answer.modelVersion()).hasValue("m1");
        SeenRequest seen = provider.requests().get(0);
        assertThat(seen.model()).isEqualTo("m1");
        assertThat(seen.header("x-goog-api-key")).hasValue("key");
    }

    private List<GenerateContentResponse> stream(GenerateContentConfig config) {
        List<GenerateContentResponse> events = new ArrayList<>();
        try (ResponseStream<GenerateContentResponse> stream =
                client.models.generateContentStream("m1", "Hello", config)) {
            stream.forEach(events::add);
        }
        return events;
    }

    @Test
    void aStreamHasAnEventPerToken() {
        List<GenerateContentResponse> events = stream(PLAIN);
        assertThat(events.stream().map(GenerateContentResponse::text))
                .containsExactly("tok0", " tok1", " tok2", " tok3", " tok4", "");
        assertThat(events.get(5).finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
        assertThat(provider.requests().get(0).streaming()).isTrue();
    }

    @Test
    void callsOfFunctionsHaveIdsAndASignature() {
        GenerateContentConfig tools = GenerateContentConfig.builder()
                .tools(Tool.builder()
                        .functionDeclarations(
                                FunctionDeclaration.builder().name("weather").build())
                        .build())
                .build();
        GenerateContentResponse answer = client.models.generateContent("m1", "Hello", tools);
        assertThat(answer.functionCalls()).hasSize(1);
        assertThat(answer.functionCalls().get(0).name()).hasValue("weather");
        assertThat(answer.functionCalls().get(0).id()).isPresent();
        assertThat(answer.functionCalls().get(0).args()).hasValue(Map.of("city", "Oslo"));
        assertThat(answer.parts().get(0).thoughtSignature()).isPresent();
        assertThat(stream(tools).get(0).functionCalls().get(0).args()).hasValue(Map.of("city", "Oslo"));
    }

    @Test
    void errorsHaveStatusAndMessage() {
        provider.next(Fault.invalidKey());
        ApiException key =
                catchThrowableOfType(ApiException.class, () -> client.models.generateContent("m1", "Hello", PLAIN));
        assertThat(key.code()).isEqualTo(400);
        assertThat(key.status()).isEqualTo("INVALID_ARGUMENT");
        assertThat(key.message()).contains("API key not valid");
        provider.next(Fault.contentPolicyViolation());
        assertThat(client.models
                        .generateContent("m1", "Hello", PLAIN)
                        .promptFeedback()
                        .orElseThrow()
                        .blockReason())
                .isPresent();
    }

    @Test
    void embeddingsComeInOrder() {
        var answer = client.models.embedContent("m1", List.of("a", "bcd"), null);
        assertThat(answer.embeddings().orElseThrow().stream()
                        .map(each -> each.values().orElseThrow().get(1)))
                .containsExactly(1f, 3f);
    }
}
