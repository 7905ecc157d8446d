package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes of requests and answers between a client and a provider that both speak OpenAI's chat completions. The recorded
 * requests are those of openai 7.59.0 and @ai-sdk/openai 4.0.118, with filler in place of all prose.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletionsBytesTest {
    private static final String USAGE = "\"stream_options\":{\"include_usage\":true}";

    /** Fields and white space as no renderer writes them. */
    private static final String ODD = """
            { "new_field" : {"a":1e2, "b":[1.50,null]},"messages":[ {"role":"user","content":"caf\\u00e9 é"} ],
              "model":"gpt-x",  "max_tokens":9,"stream":STREAM,"stream_options":{"include_obfuscation":false, "include_usage":true}}
            """;

    private static final String WHOLE = """
            {"id":"c", "object":"chat.completion","created":1,"new":1e2,"model":"m","choices":[ {"index":0,"message":
             {"role":"assistant","content":"Hi \\u00e9"},"logprobs":null,"finish_reason":"stop"}],
             "usage":{"prompt_tokens":3, "completion_tokens":2,"total_tokens":5}}""";

    private static final List<String> EVENTS = List.of(
            chunk("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null"),
            chunk("{\"content\":\"Hi \\u00e9\"}", "null").replace("\"created\":1", "\"created\": 1"),
            chunk("{}", "\"stop\""),
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                    + "\"usage\":{\"prompt_tokens\":3, \"completion_tokens\":2,\"total_tokens\":5}}",
            "data: [DONE]");

    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer provider;
    private final Gateway gateway;

    CompletionsBytesTest() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/v1/chat/completions", this::answer);
        provider.start();
        gateway = Gateway.start("""
                gateway: { aliases: { "gpt-*": native } }
                pointsman:
                  providers:
                    open: { wire: openai, url: "http://localhost:%d/v1", api-key: provider-key }
                  models:
                    - { id: served, provider: open, name: gpt-served, capabilities: [tools, vision, reasoning] }
                  pools:
                    native: { primary: [served] }
                """.formatted(provider.getAddress().getPort()));
    }

    private static String chunk(String delta, String reason) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":" + delta + ", \"logprobs\":null,\"finish_reason\":" + reason + "}]}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(body);
        boolean stream = body.contains("\"stream\":true");
        byte[] bytes = (stream ? String.join("\n\n", EVENTS) + "\n\n" : WHOLE).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", stream ? "text/event-stream" : "application/json");
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
        try (InputStream file = CompletionsBytesTest.class.getResourceAsStream("/recorded/" + name + ".json")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String answered(String body) throws Exception {
        HttpResponse<String> response = gateway.post(Gateway.CHAT, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private String sent(String body) throws Exception {
        answered(body);
        return bodies.get(bodies.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-stream", "openai-tool-result", "ai-sdk-stream", "ai-sdk-whole"})
    void aRecordedRequestKeepsItsBytesButForTheModelAndTheUsage(String name) throws Exception {
        String body = recorded(name);
        String expected = body.replace("\"model\":\"gpt-5.5\"", "\"model\":\"gpt-served\"");
        assertThat(expected).isNotEqualTo(body);
        boolean added = body.contains("\"stream\":true") && !body.contains(USAGE);
        assertThat(sent(body))
                .isEqualTo(added ? expected.substring(0, expected.length() - 1) + "," + USAGE + "}" : expected);
    }

    @Test
    void whiteSpaceNumbersAndUnknownFieldsStay() throws Exception {
        for (boolean stream : List.of(true, false)) {
            String body = ODD.replace("STREAM", String.valueOf(stream));
            String expected = body.replace("gpt-x", "gpt-served");
            String withoutOptions = expected.substring(0, expected.indexOf(",\"stream_options\"")) + "}\n";
            assertThat(sent(body)).isEqualTo(stream ? expected : withoutOptions);
        }
    }

    @Test
    void aWholeAnswerKeepsItsBytes() throws Exception {
        assertThat(answered(ODD.replace("STREAM", "false"))).isEqualTo(WHOLE);
    }

    @Test
    void eventsKeepTheirBytes() throws Exception {
        String streamed = answered(ODD.replace("STREAM", "true"));
        assertThat(List.of(streamed.strip().split("\n\n"))).isEqualTo(EVENTS);
    }
}
