package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.reasoning.ReasoningOrigin;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests of Claude Code 2.1.332 and Codex 0.171.0, with filler in place of all prose, at providers of their own
 * protocol: the bytes that leave are those that came, but for the model and the mark of the origin.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedRequestsTest {
    private static final String CLAUDE =
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n\n"
                    + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"done\"}}\n\n"
                    + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
                    + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":1}}\n\n"
                    + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    private static final String RESPONSES =
            "event: response.output_item.done\ndata: {\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":{\"type\":\"message\",\"id\":\"m\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"done\",\"annotations\":[]}]}}\n\n"
                    + "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"id\":\"r\",\"status\":\"completed\",\"output\":[]}}\n\n";

    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final HttpServer provider;
    private final Gateway gateway;

    RecordedRequestsTest() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/v1/messages", exchange -> answer(exchange, CLAUDE));
        provider.createContext("/v1/responses", exchange -> answer(exchange, RESPONSES));
        provider.start();
        gateway = Gateway.start("""
                gateway: { aliases: { "claude-*": claude, "gpt-*": gpt } }
                pointsman:
                  providers:
                    anth: { wire: anthropic, url: "%1$s", api-key: provider-key }
                    open: { wire: openai-responses, url: "%1$s", api-key: provider-key }
                  models:
                    - { id: c, provider: anth, name: claude-served, capabilities: [tools, vision, reasoning] }
                    - { id: g, provider: open, name: gpt-served, capabilities: [tools, vision, reasoning] }
                  pools:
                    claude: { primary: [c] }
                    gpt: { primary: [g] }
                """.formatted(url()));
    }

    private String url() {
        return "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1";
    }

    private void answer(HttpExchange exchange, String events) throws IOException {
        received.add(exchange.getRequestBody().readAllBytes());
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterAll
    void close() {
        gateway.close();
        provider.stop(0);
    }

    private static String recorded(String name) throws IOException {
        try (InputStream file = RecordedRequestsTest.class.getResourceAsStream("/recorded/" + name + ".json")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String withOrigin(String state, String name, String model) {
        ProviderAccount account = new ProviderAccount(name, URI.create(url()), "", InstantSource.system());
        return new ReasoningState(ReasoningOrigin.of(account, model)).wrapped(state);
    }

    private byte[] sent(String path, String body) throws Exception {
        HttpResponse<String> response = gateway.post(path, body, "anthropic-version", "2023-06-01");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return received.get(received.size() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages?beta=true, claude-code-first, claude-opus-5-5, claude-served",
        "/v1/messages?beta=true, claude-code-tool-result, claude-opus-5-5, claude-served",
        "/v1/responses, codex-first, gpt-5.5, gpt-served",
        "/v1/responses, codex-tool-result, gpt-5.5, gpt-served",
    })
    void theBytesThatLeaveAreThoseThatCame(String path, String name, String model, String served) throws Exception {
        String body = recorded(name);
        String came = body.replace("\"SIGNATURE\"", '"' + withOrigin("SIGNATURE", "anth", served) + '"')
                .replace("\"ENCRYPTED\"", '"' + withOrigin("ENCRYPTED", "open", served) + '"');
        assertThat(came.equals(body)).isEqualTo(name.endsWith("first"));
        String expected = body.replace("\"model\":\"" + model + "\"", "\"model\":\"" + served + "\"");
        assertThat(expected).isNotEqualTo(body);
        assertThat(new String(sent(path, came), StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @Test
    void stateOfAnotherOriginIsAllThatIsMissing() throws Exception {
        String claude = recorded("claude-code-tool-result");
        String sent = new String(
                sent("/v1/messages", claude.replace("\"SIGNATURE\"", "\"pointsman.0123456789abcdef.x\"")),
                StandardCharsets.UTF_8);
        String block = claude.substring(claude.indexOf("{\"type\":\"thinking\",\"thinking\""));
        block = block.substring(0, block.indexOf("},") + 2);
        assertThat(sent)
                .isEqualTo(claude.replace(block, "")
                        .replace("\"model\":\"claude-opus-5-5\"", "\"model\":\"claude-served\""));
    }
}
