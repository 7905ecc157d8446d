package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnthropicAnswersTest {
    private static final String TOOLS = "\"tools\":[{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\"}}],";

    private final FaultyProvider provider = FaultyProvider.anthropic()
            .text("one two three")
            .promptTokens(100)
            .cachedTokens(40)
            .toolCall("weather", "{\"city\":\"Oslo\",\"days\":3}")
            .start();
    private final Client client = new Client(provider);

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aDocumentHasTextModelStopReasonAndUsage() throws Exception {
        JsonNode body = client.json(Client.ANTHROPIC);
        assertThat(body.path("type").asText()).isEqualTo("message");
        assertThat(body.path("role").asText()).isEqualTo("assistant");
        assertThat(body.path("model").asText()).isEqualTo("m1");
        assertThat(body.at("/content/0/text").asText()).isEqualTo("one two three");
        assertThat(body.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(body.at("/usage/input_tokens").asInt()).isEqualTo(60);
        assertThat(body.at("/usage/cache_read_input_tokens").asInt()).isEqualTo(40);
        assertThat(body.at("/usage/output_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void aStreamHasTheEventsInTheirOrder() throws Exception {
        Received stream = client.stream(Client.ANTHROPIC_STREAM);
        assertThat(stream.text()).isEqualTo("one two three");
        assertThat(stream.raw()
                        .lines()
                        .filter(line -> line.startsWith("event: "))
                        .map(line -> line.substring(7)))
                .containsExactlyElementsOf(stream.values("/type"))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(stream.values("/message/usage/cache_read_input_tokens")).containsExactly("40");
        assertThat(stream.values("/usage/output_tokens")).containsExactly("3");
        assertThat(stream.values("/delta/stop_reason")).containsExactly("end_turn");
    }

    @Test
    void aDocumentUsesATool() throws Exception {
        JsonNode body = client.json(Client.with(TOOLS, Client.ANTHROPIC));
        assertThat(body.path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(body.at("/content/0/type").asText()).isEqualTo("tool_use");
        assertThat(body.at("/content/0/name").asText()).isEqualTo("weather");
        assertThat(body.at("/content/0/input/city").asText()).isEqualTo("Oslo");
    }

    @Test
    void aStreamUsesAToolInFragments() throws Exception {
        Received stream = client.stream(Client.with(TOOLS, Client.ANTHROPIC_STREAM));
        assertThat(stream.values("/content_block/name")).containsExactly("weather");
        assertThat(stream.values("/delta/type")).hasSizeGreaterThan(3).containsOnly("input_json_delta");
        assertThat(String.join("", stream.values("/delta/partial_json"))).isEqualTo("{\"city\":\"Oslo\",\"days\":3}");
        assertThat(stream.values("/delta/stop_reason")).containsExactly("tool_use");
    }

    @Test
    void aToolsResultIsAnsweredWithText() throws Exception {
        String result =
                "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"x\",\"content\":\"rain\"}]}";
        String body = Client.ending(result, Client.with(TOOLS, Client.ANTHROPIC));
        assertThat(client.json(body).path("stop_reason").asText()).isEqualTo("end_turn");
    }

    @Test
    void aPrefillInBlocksIsContinued() throws Exception {
        String prefill = "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"one\"}]}";
        assertThat(client.stream(Client.ending(prefill, Client.ANTHROPIC_STREAM))
                        .text())
                .isEqualTo(" two three");
    }

    @Test
    void aRequestNeedsALimitOfTokens() throws Exception {
        var response = client.post("/messages", Client.OPENAI);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JsonText.parse(response.body()).at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(response.body()).contains("max_tokens: missing");
    }
}
