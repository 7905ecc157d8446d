package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks for Mistral's clients, and the name of the model in translated answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistralProtocolTest {
    private static final String TOOLS =
            "\"stream\":true,\"model\":\"%s\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\","
                    + "\"parameters\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}}}]";
    private static final String AGENT = "speakeasy-sdk/typescript 2.7.0 2.884.13 1.0.0 @mistralai/mistralai";

    private final FaultyProvider openAi =
            FaultyProvider.openAi().callsOfferedTools().start();
    private final FaultyProvider bedrock =
            FaultyProvider.bedrock().callsOfferedTools().start();
    private final Gateway gateway;

    MistralProtocolTest() throws IOException {
        gateway = Gateway.start("""
                pointsman:
                  providers:
                    open: { wire: openai, url: "%s" }
                    bed: { wire: bedrock, url: "%s", api-key: key }
                  models: [ { id: open, provider: open }, { id: bed, provider: bed, name: nova } ]
                  pools: { open: { primary: [open] }, bed: { primary: [bed] } }
                """.formatted(openAi.url(), bedrock.url()));
    }

    @AfterAll
    void close() {
        gateway.close();
        openAi.close();
        bedrock.close();
    }

    private List<JsonNode> chunks(String model, String agent) throws Exception {
        String body = gateway.post(Gateway.CHAT, Gateway.hello(TOOLS.formatted(model)), "User-Agent", agent)
                .body();
        assertThat(body).endsWith("data: [DONE]\n\n");
        return Heard.data(body).stream()
                .filter(data -> !data.equals("[DONE]"))
                .map(Gateway::json)
                .toList();
    }

    private static List<JsonNode> calls(List<JsonNode> chunks) {
        return chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0"))
                .filter(JsonNode::isObject)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "bed"})
    void everyDeltaOfACallNamesItsFunction(String model) throws Exception {
        List<JsonNode> chunks = chunks(model, AGENT);
        assertThat(calls(chunks))
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        call -> assertThat(call.at("/function/name").asText()).isEqualTo("weather"));
        assertThat(calls(chunks).stream()
                        .map(call -> call.at("/function/arguments").asText())
                        .reduce("", String::concat))
                .isEqualTo("{\"city\":\"Paris\"}");
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.path("model").isTextual()).as("model in %s", chunk).isTrue();
            assertThat(chunk.path("usage").isNull()).as("null in %s", chunk).isFalse();
        });
    }

    @Test
    void otherClientsGetTheNameOnce() throws Exception {
        assertThat(calls(chunks("open", "OpenAI/JS 7.59.0")).stream()
                        .filter(call -> call.path("function").has("name")))
                .hasSize(1);
    }

    @Test
    void anAnswerOfAProtocolWithoutTheFieldNamesItsModel() throws Exception {
        JsonNode answer = Gateway.json(
                gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"bed\"")).body());
        assertThat(answer.path("model").asText()).isEqualTo("nova");
        JsonNode message = Gateway.json(gateway.post(
                        "/v1/messages",
                        "{\"model\":\"bed\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}")
                .body());
        assertThat(message.path("model").asText()).isEqualTo("nova");
    }
}
