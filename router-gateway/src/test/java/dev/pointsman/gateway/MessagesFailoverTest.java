package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.reasoning.ReasoningOrigin;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of Anthropic's clients that change between providers of two protocols. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesFailoverTest {
    private static final String PATH = "/v1/messages";

    /** A tool loop: signed reasoning, a call with an id of another vendor, its failed result with an image. */
    private static final String LOOP = """
            {"model":"chat","max_tokens":2000,"stream":STREAM,"system":[{"type":"text","text":"Be brief.",
              "cache_control":{"type":"ephemeral"}}],
             "thinking":{"type":"enabled","budget_tokens":1024},
             "tools":[{"name":"look","description":"d","input_schema":{"type":"object"},"cache_control":{"type":"ephemeral"}}],
             "messages":[
               {"role":"user","content":"Look"},
               {"role":"assistant","content":[
                 {"type":"thinking","thinking":"hm","signature":"SIGNATURE"},
                 {"type":"text","text":"So:"},
                 {"type":"tool_use","id":"pointsman_ZnVuY3Rpb25zLmxvb2s6MA","name":"look","input":{"at":"sky"}}]},
               {"role":"user","content":[
                 {"type":"tool_result","tool_use_id":"pointsman_ZnVuY3Rpb25zLmxvb2s6MA","is_error":true,"content":[
                   {"type":"text","text":"clouds","cache_control":{"type":"ephemeral"}},
                   {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAEC"}}]},
                 {"type":"text","text":"Well?"}]}]}
            """;

    private final FaultyProvider anthropic = FaultyProvider.anthropic()
            .tokens(20)
            .pace(Duration.ZERO, Duration.ZERO)
            .start();
    private final FaultyProvider openAi = FaultyProvider.openAi()
            .tokens(20)
            .pace(Duration.ZERO, Duration.ZERO)
            .start();
    private final Gateway gateway;

    MessagesFailoverTest() throws Exception {
        gateway = Gateway.start("""
                pointsman:
                  providers:
                    anth: { wire: anthropic, url: "%s", api-key: provider-key }
                    open: { wire: openai, url: "%s", api-key: provider-key }
                  models:
                    - { id: native, provider: anth, capabilities: [tools, vision, reasoning] }
                    - { id: other, provider: open, capabilities: [tools, vision] }
                  pools:
                    chat: { primary: [native], fallback: [other] }
                """.formatted(anthropic.url(), openAi.url()));
    }

    @AfterAll
    void close() {
        gateway.close();
        anthropic.close();
        openAi.close();
    }

    @BeforeEach
    void heal() {
        anthropic.heal();
        openAi.heal();
        List.of("native", "other").forEach(gateway.bean(ModelRouter.class).operations()::reset);
    }

    private static String loop(boolean stream, String signature) {
        return LOOP.replace("STREAM", String.valueOf(stream)).replace("SIGNATURE", signature);
    }

    /** A signature of the first provider, as a client has it. */
    private String own(String signature) {
        ProviderAccount account = new ProviderAccount("anth", URI.create(anthropic.url()), "", InstantSource.system());
        return new ReasoningState(ReasoningOrigin.of(account, "native")).wrapped(signature);
    }

    private static SeenRequest last(FaultyProvider provider) {
        return provider.requests().get(provider.requestCount() - 1);
    }

    @Test
    void aToolLoopGoesOnWithAnotherVendor() throws Exception {
        anthropic.always(Fault.status(503));
        HttpResponse<String> response = gateway.post(PATH, loop(false, own("c2ln")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue(RouterHeaders.MODEL)).hasValue("other");
        assertThat(Gateway.json(response.body()).path("stop_reason").asText()).isEqualTo("end_turn");
        SeenRequest sent = last(openAi);
        assertThat(sent.body()).doesNotContain("c2ln", "reasoning_details", "cache_control", "is_error", "thinking");
        JsonNode messages = Gateway.json(sent.body()).path("messages");
        assertThat(messages.findValuesAsText("role"))
                .containsExactly("system", "user", "assistant", "tool", "user", "user");
        assertThat(messages.at("/2/tool_calls/0/id").asText()).isEqualTo("functions.look:0");
        assertThat(messages.at("/3/tool_call_id").asText()).isEqualTo("functions.look:0");
        assertThat(messages.at("/3/content").asText()).isEqualTo("Error: clouds");
        assertThat(messages.at("/4/content/0/image_url/url").asText()).isEqualTo("data:image/png;base64,AAEC");
        assertThat(messages.at("/5/content").asText()).isEqualTo("Well?");
    }

    @Test
    void theReasoningReturnsToItsOriginWithTheSession() throws Exception {
        gateway.post(PATH, loop(false, own("c2ln")));
        assertThat(last(anthropic).at("/messages/1/content/0/signature")).contains("c2ln");
        assertThat(last(anthropic).at("/thinking/type")).contains("enabled");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aToolLoopWithoutItsReasoningIsMarkedAsReset(boolean stream) throws Exception {
        HttpResponse<String> own = gateway.post(PATH, loop(stream, own("c2ln")));
        assertThat(own.headers().firstValue(RouterHeaders.REASONING)).isEmpty();
        HttpResponse<String> reset = gateway.post(PATH, loop(stream, "pointsman.ofanotherorigin_.c2ln"));
        assertThat(reset.statusCode()).isEqualTo(200);
        assertThat(reset.headers().firstValue(RouterHeaders.REASONING)).hasValue("reset");
        assertThat(last(anthropic).at("/thinking")).isEmpty();
    }

    @Test
    void aRefusedSignatureIsLeftOutWithinTheCallAndMarkedAsReset() throws Exception {
        int before = anthropic.requestCount();
        anthropic.next(Fault.status(400, "messages.1.content.0: Invalid `signature` in `thinking` block"));
        HttpResponse<String> response = gateway.post(PATH, loop(false, own("c2ln")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue(RouterHeaders.REASONING)).hasValue("reset");
        assertThat(response.headers().firstValue(RouterHeaders.ATTEMPTS)).hasValue("1");
        assertThat(anthropic.requestCount()).isEqualTo(before + 2);
        assertThat(last(anthropic).body()).doesNotContain("c2ln");
    }

    @Test
    void aStreamIsContinuedByAnotherVendor() throws Exception {
        HttpResponse<String> whole = gateway.post(PATH, loop(false, "c2ln"));
        assertThat(whole.statusCode()).isEqualTo(200);
        anthropic.always(Fault.closeAfter(7));
        String body = "{\"model\":\"chat\",\"max_tokens\":100,\"stream\":true,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        HttpResponse<String> streamed = gateway.post(PATH, body);
        List<JsonNode> events = streamed.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> Gateway.json(line.substring(6)))
                .toList();
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.at("/delta/text").asText()));
        assertThat(text.toString())
                .isEqualTo(Gateway.json(whole.body()).at("/content/0/text").asText());
        assertThat(events.stream().map(event -> event.path("type").asText()).distinct())
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(events.get(events.size() - 2).at("/pointsman/model").asText())
                .isEqualTo("other");
        assertThat(openAi.requestCount()).isPositive();
    }

    @Test
    void whatOnlyAnthropicRunsIsNotSentToAnotherVendor() throws Exception {
        anthropic.always(Fault.status(503));
        int before = openAi.requestCount();
        String body = "{\"model\":\"chat\",\"max_tokens\":100,\"tools\":[{\"type\":\"web_search_20250305\","
                + "\"name\":\"web_search\"}],\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        HttpResponse<String> response = gateway.post(PATH, body);
        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(openAi.requestCount()).isEqualTo(before);
    }

    @Test
    void tokensAreEstimatedWhereNoProviderCountsThem() throws Exception {
        HttpResponse<String> response =
                gateway.post(PATH + "/count_tokens", loop(false, "c2ln").replace("\"max_tokens\":2000,", ""));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Gateway.json(response.body()).path("input_tokens").asInt()).isBetween(1_600, 1_800);
        assertThat(response.headers().firstValue("X-Router-Estimated")).contains("true");
    }

    @Test
    void modelsAndErrorsHaveAnthropicsFormForItsClients() throws Exception {
        String[] version = {"anthropic-version", "2023-06-01"};
        JsonNode models =
                Gateway.json(gateway.send("GET", "/v1/models", "", version).body());
        assertThat(models.path("has_more").isBoolean()).isTrue();
        assertThat(models.at("/data/0/type").asText()).isEqualTo("model");
        JsonNode model = Gateway.json(
                gateway.send("GET", "/v1/models/native", "", version).body());
        assertThat(model.path("display_name").asText()).isEqualTo("native");
        HttpResponse<String> unknown = gateway.send("GET", "/v1/nowhere", "", version);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Gateway.json(unknown.body()).at("/error/type").asText()).isEqualTo("not_found_error");
        HttpResponse<String> wrong = gateway.post(PATH, "{\"model\":\"chat\",\"messages\":[]}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(wrong.body()).at("/error/message").asText()).startsWith("messages");
        assertThat(wrong.headers().firstValue("request-id")).isPresent();
        assertThat(gateway.send("HEAD", "/api/hello", "").statusCode()).isEqualTo(200);
        assertThat(gateway.send("GET", PATH, "", version).statusCode()).isEqualTo(405);
    }
}
