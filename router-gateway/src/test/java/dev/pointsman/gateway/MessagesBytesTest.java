package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pointsman.gateway.response.RouterHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bytes of requests and answers between a client and a provider that both speak Anthropic's protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesBytesTest {
    private static final String PATH = "/v1/messages?beta=true";

    /** A request in the form in which Claude Code sends it: system turns, betas' fields, and odd white space. */
    private static final String REQUEST = """
            {"model":"claude-opus-5-5",  "max_tokens":128000,"stream":STREAM,
             "system":[{"type":"text","text":"You are a tool \\u00e9 é","cache_control":{"type":"ephemeral"}}],
             "thinking":{"type":"adaptive","display":"omitted"},"temperature":1.0,
             "context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},
             "output_config":{"effort":"xhigh"},"new_field":{"a":1e2},
             "metadata":{"user_id":"user_ab_account__session_0123456789abcdef"},
             "tools":[{"name":"Bash","description":"d","input_schema":{"$schema":"x","type":"object"}},
                      {"name":"DeferredToolPlaceholder","input_schema":{"type":"object"},"defer_loading":true}],
             "messages":[
               {"role":"system","content":"Reminder"},
               {"role":"user","content":[{"type":"text","text":"Hello"}]},
               {"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"SIGNATURE"},
                 {"type":"tool_use","id":"toolu_1","name":"Bash","input":{"n":1.50}}]},
               {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"ok", "is_error":false}]}
             ]}
            """;

    private static final String WHOLE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"m", "new":1.0,
             "content":[{"type":"text","text":"Hi \\u00e9"}],"stop_reason":"end_turn","stop_sequence":null,
             "usage":{"input_tokens":3,"output_tokens":2,"service_tier":"standard"}}""";

    private static final List<String> EVENTS = List.of(
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                    + "\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":3}}}",
            "event: ping\ndata: {\"type\": \"ping\"}",
            "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                    + "\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                    + "\"delta\":{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}}",
            "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}",
            "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":1,"
                    + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,"
                    + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi \\u00e9\"} }",
            "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}",
            "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                    + "\"usage\":{\"output_tokens\":2},\"context_management\":{\"applied_edits\":[]}}",
            "event: message_stop\ndata: {\"type\":\"message_stop\"}");

    private final List<String> bodies = new ArrayList<>();
    private final List<HttpExchange> exchanges = new ArrayList<>();
    private final Deque<String> refusals = new ArrayDeque<>();
    private final HttpServer provider;
    private final Gateway gateway;

    MessagesBytesTest() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/v1/messages", this::answer);
        provider.start();
        gateway = Gateway.start("""
                gateway: { aliases: { "claude-*": native } }
                pointsman:
                  providers:
                    anth: { wire: anthropic, url: "http://localhost:%d/v1", api-key: provider-key }
                  models:
                    - { id: served, provider: anth, name: claude-served, capabilities: [tools, reasoning] }
                  pools:
                    native: { primary: [served] }
                """.formatted(provider.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        synchronized (this) {
            bodies.add(body);
            exchanges.add(exchange);
        }
        String refusal = refusals.poll();
        boolean stream = body.contains("\"stream\":true");
        String answer = refusal != null ? refusal : stream ? String.join("\n\n", EVENTS) + "\n\n" : WHOLE;
        exchange.getResponseHeaders()
                .set("Content-Type", stream && refusal == null ? "text/event-stream" : "application/json");
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refusal == null ? 200 : 400, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterAll
    void close() {
        gateway.close();
        provider.stop(0);
    }

    @BeforeEach
    void forget() {
        bodies.clear();
        exchanges.clear();
        refusals.clear();
    }

    private static String request(boolean stream, String signature) {
        return REQUEST.replace("STREAM", String.valueOf(stream)).replace("SIGNATURE", signature);
    }

    private HttpResponse<String> send(String body) throws Exception {
        return gateway.post(
                PATH,
                body,
                "x-api-key",
                "client-secret",
                "anthropic-version",
                "2023-06-01",
                "anthropic-beta",
                "effort-2025-11-24,claude-code-20250219");
    }

    @Test
    void aRequestKeepsItsBytesButForTheModel() throws Exception {
        for (boolean stream : List.of(true, false)) {
            String body = request(stream, "c2ln");
            assertThat(send(body).statusCode()).isEqualTo(200);
            assertThat(bodies).last().isEqualTo(body.replace("claude-opus-5-5", "claude-served"));
        }
    }

    @Test
    void betasAreHandedOnAndTheClientsKeyIsNot() throws Exception {
        send(request(false, "c2ln"));
        var headers = exchanges.get(0).getRequestHeaders();
        assertThat(headers.getFirst("anthropic-beta")).isEqualTo("effort-2025-11-24,claude-code-20250219");
        assertThat(headers.getFirst("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(headers.get("x-api-key")).containsExactly("provider-key");
        assertThat(headers.values().toString()).doesNotContain("client-secret");
    }

    @Test
    void aWholeAnswerKeepsItsBytes() throws Exception {
        HttpResponse<String> response = send(request(false, "c2ln"));
        assertThat(response.body()).isEqualTo(WHOLE);
        assertThat(response.headers().firstValue("request-id")).isPresent();
        assertThat(response.headers().firstValue(RouterHeaders.MODEL)).contains("served");
    }

    @Test
    void eventsKeepTheirBytesButForTheOriginOfASignature() throws Exception {
        String streamed = send(request(true, "c2ln")).body();
        List<String> received = List.of(streamed.strip().split("\n\n"));
        assertThat(received).hasSameSizeAs(EVENTS);
        for (int i = 0; i < EVENTS.size(); i++) {
            boolean signed = EVENTS.get(i).contains("c2ln");
            assertThat(received.get(i)).isEqualTo(signed ? received.get(i) : EVENTS.get(i));
            if (signed) {
                assertThat(signature(received.get(i))).startsWith("pointsman.").endsWith(".c2ln");
            }
        }
    }

    private static String signature(String event) {
        return Gateway.json(event.substring(event.indexOf("data: ") + 6))
                .at("/delta/signature")
                .asText();
    }

    @Test
    void aSignatureReturnsToItsOriginAsItWasMade() throws Exception {
        String wrapped = signature(send(request(true, "c2ln"))
                .body()
                .lines()
                .filter(line -> line.contains("signature_delta"))
                .findFirst()
                .orElseThrow());
        send(request(false, wrapped));
        JsonNode sent = Gateway.json(bodies.get(1));
        assertThat(sent.at("/messages/2/content/0/signature").asText()).isEqualTo("c2ln");
        assertThat(sent.path("thinking").path("type").asText()).isEqualTo("adaptive");
    }

    @Test
    void aSignatureOfAnotherProviderIsLeftOut() throws Exception {
        send(request(false, "pointsman.b3RoZXI.c2ln"));
        JsonNode sent = Gateway.json(bodies.get(0));
        assertThat(sent.at("/messages/2/content/0/type").asText()).isEqualTo("tool_use");
        assertThat(sent.path("messages")).hasSize(4);
    }

    @Test
    void aRefusedSignatureIsLeftOutInASecondRequest() throws Exception {
        for (boolean stream : List.of(true, false)) {
            forget();
            refusals.add("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
                    + "\"messages.2.content.0: Invalid `signature` in `thinking` block\"}}");
            HttpResponse<String> response = send(request(stream, "c2ln"));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(bodies).hasSize(2);
            assertThat(Gateway.json(bodies.get(1))
                            .at("/messages/2/content/0/type")
                            .asText())
                    .isEqualTo("tool_use");
            assertThat(response.headers().firstValue(RouterHeaders.ATTEMPTS)).contains("1");
        }
    }
}
