package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests as Codex sends them, and bytes on their way to a provider of the same protocol. */
class CodexTest {
    private static final String BODY = """
            {"model": "%s", "stream": true,
              "input":[{"type":"message","role":"developer","content":[{"type":"input_text","text":"Rules.\\u00e9"}]},
                {"type":"message","role":"user","content":[{"type":"input_text","text":"Hello"}]}%s],
              "tools":[{"type":"function","name":"exec_command","strict":false,"parameters":{"type":"object"}},
                {"type":"namespace","name":"multi_agent_v1","tools":[{"type":"function","name":"spawn"}]},
                {"type":"custom","name":"apply_patch","format":{"type":"grammar","syntax":"lark","definition":"start: X"}},
                {"type":"web_search"},{"type":"tool_search"}],
              "tool_choice":"auto","parallel_tool_calls":true,"reasoning":{"summary":"auto"},"store":false,
              "include":["reasoning.encrypted_content"],"prompt_cache_key":"k","client_metadata":{"a":"b"}}""";

    private final FaultyProvider chat = FaultyProvider.openAi().tokens(20).start();
    private final FaultyProvider claude = FaultyProvider.anthropic()
            .toolCall("apply_patch", "{\"input\":\"*** Begin\"}")
            .toolCall("multi_agent_v1__spawn", "{}")
            .start();
    private final FaultyProvider responses =
            FaultyProvider.openAiResponses().tokens(20).start();
    private final Gateway gateway = Gateway.start("""
            pointsman:
              providers:
                chat: { wire: openai, url: "%s" }
                claude: { wire: anthropic, url: "%s" }
                responses: { wire: openai-responses, url: "%s" }
              models:
                - { id: gpt, provider: chat }
                - { id: opus, provider: claude }
                - { id: m, provider: responses }
              pools:
                other: { primary: [gpt], failover: { attempts: 1 } }
                tools: { primary: [opus] }
                same: { primary: [m], failover: { attempts: 1 } }
                both: { goal: ordered, primary: [m], fallback: [gpt] }
            """.formatted(chat.url(), claude.url(), responses.url()));

    CodexTest() throws IOException {}

    @AfterEach
    void close() {
        gateway.close();
        chat.close();
        claude.close();
        responses.close();
    }

    private HttpResponse<String> codex(String model, String more, String... headers) throws Exception {
        return gateway.post("/v1/responses", BODY.formatted(model, more), headers);
    }

    private static List<JsonNode> events(HttpResponse<String> response) {
        return Heard.data(response.body()).stream().map(Gateway::json).toList();
    }

    private static String text(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals("response.output_text.delta"))
                .map(event -> event.path("delta").asText())
                .collect(Collectors.joining());
    }

    private static JsonNode last(List<JsonNode> events) {
        return events.get(events.size() - 1);
    }

    @Test
    void itsToolsWorkWithAnotherProtocol() throws Exception {
        List<JsonNode> done = events(codex("tools", "")).stream()
                .filter(event -> event.path("type").asText().equals("response.output_item.done"))
                .map(event -> event.path("item"))
                .toList();
        assertThat(done.get(0).path("type").asText()).isEqualTo("custom_tool_call");
        assertThat(done.get(0).path("input").asText()).isEqualTo("*** Begin");
        assertThat(done.get(1).path("namespace").asText()).isEqualTo("multi_agent_v1");
        assertThat(done.get(1).path("name").asText()).isEqualTo("spawn");
        assertThat(claude.requests().get(0).at("/tools/2/name")).hasValue("apply_patch");
    }

    @Test
    void aProviderOfTheSameProtocolGetsTheSameBytes() throws Exception {
        HttpResponse<String> response = codex("same", "");
        assertThat(responses.requests().get(0).body())
                .isEqualTo(BODY.formatted("same", "").replace("\"model\": \"same\"", "\"model\": \"m\""));
        assertThat(last(events(response)).path("type").asText()).isEqualTo("response.completed");
    }

    @Test
    void encryptedReasoningReturnsToItsProviderAlone() throws Exception {
        JsonNode item = last(events(codex("same", ""))).at("/response/output/0");
        assertThat(item.path("encrypted_content").asText()).startsWith("pointsman.");
        events(codex("same", "," + item));
        assertThat(responses.requests().get(1).at("/input/2/encrypted_content")).hasValue("gAAA-1");
        events(codex("other", "," + item));
        assertThat(chat.requests().get(0).body()).doesNotContain("gAAA-1");
    }

    @Test
    void anotherProtocolContinuesAnAnswerInItsNumbersAndIds() throws Exception {
        responses.always(Fault.resetAfter(7));
        String plain = BODY.formatted("both", "").replace("reasoning.encrypted_content", "");
        List<JsonNode> events = events(gateway.post("/v1/responses", plain));
        assertThat(text(events))
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "tok" + i).collect(Collectors.joining(" ")));
        assertThat(last(events).path("type").asText()).isEqualTo("response.completed");
        assertThat(events.stream()
                        .filter(event -> event.path("type").asText().equals("response.output_text.delta"))
                        .map(event -> event.path("item_id").asText())
                        .distinct())
                .hasSize(1);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
        }
        assertThat(last(events).at("/response/id").asText())
                .isEqualTo(events.get(0).at("/response/id").asText());
    }

    @Test
    void itSeesAFailureInABodyThatEndsAndOthersInABrokenOne() throws Exception {
        chat.always(Fault.resetAfter(4));
        List<JsonNode> events = events(codex("other", "", "originator", "codex_exec"));
        assertThat(last(events).path("type").asText()).isEqualTo("response.failed");
        assertThat(last(events).at("/response/error/message").asText()).isNotEmpty();
        assertThatThrownBy(() -> codex("other", "")).isInstanceOf(IOException.class);
    }

    @Test
    void aWebSocketIsRefusedSoThatItPosts() throws Exception {
        String answer = gateway.raw("GET /v1/responses HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        assertThat(answer).startsWith("HTTP/1.1 426 ");
        assertThat(gateway.send("GET", "/v1/responses", "").statusCode()).isEqualTo(405);
    }

    @Test
    void theApiHasASecondAddress() throws Exception {
        assertThat(gateway.post("/openai/v1/responses", "{\"model\":\"other\",\"input\":\"Hello\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.post("/openai" + Gateway.CHAT, Gateway.hello("\"model\":\"other\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatOnlyTheSameProtocolKnowsIsServedByItAlone() throws Exception {
        String body =
                "{\"model\":\"%s\",\"input\":\"x\",\"tools\":[{\"type\":\"file_search\",\"vector_store_ids\":[\"v\"]}]}";
        assertThat(gateway.post("/v1/responses", body.formatted("same")).statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = gateway.post("/v1/responses", body.formatted("other"));
        assertThat(refused.statusCode()).isBetween(400, 502);
        assertThat(refused.body()).contains("tools[0].type (file_search)");
        assertThat(chat.requests()).isEmpty();
    }
}
