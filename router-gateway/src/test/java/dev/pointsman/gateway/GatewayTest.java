package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.response.RouterHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API with the embedded providers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":"
                    + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}}}]";

    private final Gateway gateway = Gateway.start();

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void anAnswerTellsWhoGaveIt() throws Exception {
        Heard heard = gateway.ask();
        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.text()).startsWith("A pointsman sets the points").endsWith("try it first.");
        assertThat(heard.finish()).isEqualTo("stop");
        assertThat(heard.usage().path("completion_tokens").asInt()).isPositive();
        assertThat(heard.model()).isIn("aurora-large", "boreal-chat", "cirrus-mini");
        assertThat(heard.headers().firstValue(RouterHeaders.PROVIDER)).isPresent();
        assertThat(heard.attempts()).isPositive();
        assertThat(heard.headers().firstValue(RouterHeaders.DEGRADED)).hasValue("false");
        assertThat(heard.headers().firstValue(RouterHeaders.STALE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aurora-large", "boreal-chat", "cirrus-mini"})
    void aModelMayBeAskedForByName(String model) throws Exception {
        HttpResponse<String> response = gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"" + model + "\""));
        assertThat(response.headers().firstValue(RouterHeaders.MODEL)).hasValue(model);
        assertThat(Gateway.json(response.body()).path("object").asText()).isEqualTo("chat.completion");
    }

    @Test
    void aPoolMayBeAskedForByName() throws Exception {
        assertThat(gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"chat\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aurora-large", "boreal-chat"})
    void aStreamTellsItsUsageOnlyWhenAskedTo(String model) throws Exception {
        String plain = Gateway.hello("\"stream\":true,\"model\":\"" + model + "\"");
        Heard without = gateway.streamOf(plain);
        assertThat(without.text()).startsWith("A pointsman sets").endsWith("try it first.");
        assertThat(without.finish()).isEqualTo("stop");
        assertThat(without.done()).isTrue();
        assertThat(without.usage().isMissingNode()).isTrue();
        assertThat(without.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        Heard with = gateway.streamOf(
                plain.replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        assertThat(with.text()).isEqualTo(without.text());
        assertThat(with.usage().path("completion_tokens").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aurora-large", "boreal-chat"})
    void toolsAreCalledOnBothWires(String model) throws Exception {
        String body = Gateway.hello("\"model\":\"" + model + "\"," + TOOLS);
        JsonNode choice = Gateway.json(gateway.post(Gateway.CHAT, body).body()).at("/choices/0");
        assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(choice.at("/message/tool_calls/0/function/name").asText()).isEqualTo("weather");
        assertThat(Gateway.json(choice.at("/message/tool_calls/0/function/arguments")
                                .asText())
                        .path("city")
                        .asText())
                .isEqualTo("Paris");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aurora-large", "boreal-chat"})
    void toolsAreCalledInStreamsOfBothWires(String model) throws Exception {
        String body = Gateway.hello("\"stream\":true,\"model\":\"" + model + "\"," + TOOLS);
        StringBuilder arguments = new StringBuilder();
        String finish = "";
        for (String data : Heard.data(gateway.post(Gateway.CHAT, body).body())) {
            if (!data.equals("[DONE]")) {
                JsonNode choice = Gateway.json(data).at("/choices/0");
                arguments.append(
                        choice.at("/delta/tool_calls/0/function/arguments").asText());
                finish += choice.path("finish_reason").asText("").replace("null", "");
            }
        }
        assertThat(Gateway.json(arguments.toString()).path("city").asText()).isEqualTo("Paris");
        assertThat(finish).isEqualTo("tool_calls");
    }

    @Test
    void modelsAreListed() throws Exception {
        JsonNode body = Gateway.json(gateway.send("GET", "/v1/models", "").body());
        assertThat(body.path("object").asText()).isEqualTo("list");
        assertThat(body.path("data").findValuesAsText("id"))
                .containsExactlyInAnyOrderElementsOf(
                        List.of("chat", "embed", "aurora-large", "boreal-chat", "cirrus-mini", "cirrus-embed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "aurora-large"})
    void oneModelIsShown(String name) throws Exception {
        JsonNode body =
                Gateway.json(gateway.send("GET", "/v1/models/" + name, "").body());
        assertThat(body.path("id").asText()).isEqualTo(name);
        assertThat(body.path("object").asText()).isEqualTo("model");
    }

    @Test
    void aStreamIsKeptFromTheBuffersOfProxies() throws Exception {
        HttpResponse<String> response = gateway.post(Gateway.CHAT, Gateway.hello("\"stream\":true"));
        assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void textsAreEmbedded() throws Exception {
        HttpResponse<String> response = gateway.post("/v1/embeddings", "{\"model\":\"embed\",\"input\":[\"a\",\"b\"]}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue(RouterHeaders.MODEL)).hasValue("cirrus-embed");
        assertThat(Gateway.json(response.body()).path("data")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /v1/chat/completions | ''                                                | 400 | body: empty
            POST | /v1/chat/completions | not json                                          | 400 | body: not JSON
            POST | /v1/chat/completions | {"messages":                                      | 400 | body: not JSON
            POST | /v1/chat/completions | {"messages":[{"role":"user"}]} {}                 | 400 | body: not JSON
            POST | /v1/chat/completions | []                                                | 400 | expected: an object
            POST | /v1/chat/completions | {}                                                | 400 | messages
            POST | /v1/chat/completions | {"messages":[]}                                   | 400 | messages
            POST | /v1/chat/completions | {"model":"nobody","messages":[{"role":"user","content":"x"}]} | 404 | model: nobody (expected: one of
            POST | /v1/chat/completions | {"model":7,"messages":[{"role":"user","content":"x"}]} | 400 | model
            POST | /v1/embeddings       | ''                                                | 400 | body: empty
            POST | /v1/embeddings       | {"model":"embed"}                                 | 400 | input
            GET  | /v1/chat/completions | ''                                                | 405 | GET
            PUT  | /embedded/aurora/weird | ''                                              | 400 | mode: weird (expected: calm
            GET  | /v1/nowhere          | ''                                                | 404 | /v1/nowhere
            GET  | /v1/models/nobody    | ''                                                | 404 | model: nobody (expected: one of
            POST | //v1/chat/completions | {"messages":[]}                                  | 404 | //v1/chat/completions
            """)
    void whatIsWrongIsSaidInOpenAisShape(String method, String path, String body, int status, String words)
            throws Exception {
        HttpResponse<String> response = gateway.send(method, path, body);
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = Gateway.json(response.body()).path("error");
        assertThat(error.path("message").asText()).contains(words);
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.has("code")).isTrue();
        assertThat(error.has("param")).isTrue();
    }

    @Test
    void anAddressThatIsNoneIsSaidInOpenAisShape() throws Exception {
        assertThat(gateway.raw("GET /%zz HTTP/1.1"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"type\":\"invalid_request_error\"", "\"message\":");
    }

    @Test
    void anUnknownGoalIsSaid() throws Exception {
        Heard heard = gateway.ask(RouterHeaders.GOAL, "swiftness");
        assertThat(heard.status()).isEqualTo(400);
        assertThat(heard.error().path("message").asText()).contains("swiftness").contains("cost");
    }

    @Test
    void aBodyOfTwentyMegabytesIsTooLarge() throws Exception {
        String body = Gateway.HELLO.replace("Hello", "x".repeat(20 << 20));
        HttpResponse<String> response = gateway.post(Gateway.CHAT, body);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Gateway.json(response.body()).at("/error/type").asText()).isEqualTo("invalid_request_error");
    }
}
