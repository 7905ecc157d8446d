package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.pointsman.testkit.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes on the socket of streams that fail in the middle, and OpenAI's own client at their end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedStreamsOfEveryPairTest {
    private final PairedGateway gateway =
            new PairedGateway((form, fake) -> fake, "first-token-timeout: 5s, mid-stream: fail", "");

    private final Map<ProtocolPair, String> received = new HashMap<>();

    FailedStreamsOfEveryPairTest() throws IOException {}

    static Stream<ProtocolPair> pairs() {
        return ProtocolPair.all();
    }

    /** All sockets at once, as the end of each is held back for a moment. */
    @BeforeAll
    void ask() throws IOException {
        gateway.always(request -> Fault.closeAfter(5));
        Map<ProtocolPair, Socket> sockets = new HashMap<>();
        for (ProtocolPair pair : pairs().toList()) {
            String body = pair.client().hello(pair.provider().wire(), true, "");
            sockets.put(pair, gateway.gateway.begin(pair.client().path(), body));
        }
        for (Map.Entry<ProtocolPair, Socket> each : sockets.entrySet()) {
            try (Socket socket = each.getValue()) {
                socket.setSoTimeout(20_000);
                received.put(each.getKey(), toTheEnd(socket.getInputStream()));
            }
        }
    }

    private static String toTheEnd(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        in.transferTo(bytes); // the connection ends without a reset
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theBodyEndsWithTheErrorAndWithoutItsLastChunk(ProtocolPair pair) {
        String text = received.get(pair);
        assertThat(text).contains("tok4").doesNotEndWith("\r\n0\r\n\r\n");
        assertThat(pair.client().isEnded(text)).as("end mark in %s", text).isFalse();
        assertThat(text).doesNotContain("response.incomplete", "\"message_delta\"", "\"finish_reason\":\"");
        List<JsonNode> events = ClientForm.events(text);
        JsonNode last = events.get(events.size() - 1);
        JsonNode before = events.get(events.size() - 2);
        switch (pair.client()) {
            case CHAT -> {
                assertThat(last.size()).as("fields beside the error").isEqualTo(1);
                assertThat(last.at("/error/message").asText()).isNotEmpty();
                assertThat(last.at("/error/type").asText()).isEqualTo("server_error");
            }
            case MESSAGES -> {
                assertThat(text).contains("event: error\n");
                assertThat(last.path("type").asText()).isEqualTo("error");
                assertThat(last.at("/error/type").asText()).isEqualTo("api_error");
                assertThat(last.at("/error/message").asText()).isNotEmpty();
            }
            case RESPONSES -> {
                assertThat(text).contains("event: response.failed\n", "event: error\n");
                assertThat(before.path("type").asText()).isEqualTo("response.failed");
                assertThat(before.at("/response/status").asText()).isEqualTo("failed");
                assertThat(last.path("type").asText()).isEqualTo("error");
                assertThat(last.path("message").asText()).isNotEmpty();
                assertThat(last.path("sequence_number").asInt())
                        .isEqualTo(before.path("sequence_number").asInt() + 1);
            }
        }
    }

    /** A stream that just ends is whole to this client; a broken connection is not. */
    @ParameterizedTest
    @EnumSource
    void openAisClientThrowsAtTheEndOfAChatCompletion(ProviderForm provider) {
        gateway.reset();
        gateway.provider(provider).always(Fault.closeAfter(5));
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .apiKey("any")
                .baseUrl(gateway.gateway.address("/v1"))
                .maxRetries(0)
                .build();
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model(provider.wire())
                .addUserMessage("Hello")
                .build();
        StringBuilder text = new StringBuilder();
        assertThatThrownBy(() -> {
                    try (StreamResponse<ChatCompletionChunk> stream =
                            client.chat().completions().createStreaming(params)) {
                        stream.stream()
                                .flatMap(chunk -> chunk.choices().stream())
                                .forEach(choice ->
                                        text.append(choice.delta().content().orElse("")));
                    }
                })
                .isInstanceOf(OpenAIException.class);
        assertThat(text).startsWith("tok0 tok1");
        client.close();
    }
}
