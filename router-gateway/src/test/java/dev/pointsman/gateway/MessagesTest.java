package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolUseBlock;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's own client against the gateway, in front of providers of both protocols. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTest {
    private static final String PATH = "/v1/messages";
    private static final String BODY =
            "{\"model\":\"%s\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private final FaultyProvider openAi = FaultyProvider.openAi()
            .tokens(12)
            .callsOfferedTools()
            .pace(Duration.ZERO, Duration.ZERO)
            .start();
    private final FaultyProvider anthropic = FaultyProvider.anthropic()
            .tokens(12)
            .callsOfferedTools()
            .pace(Duration.ZERO, Duration.ZERO)
            .start();
    private final Gateway gateway;
    private final AnthropicClient client;

    MessagesTest() throws Exception {
        gateway = Gateway.start("""
                gateway:
                  aliases: { "claude-*": native, "gpt-5.1-*": other }
                pointsman:
                  providers:
                    open: { wire: openai, url: "%s", api-key: provider-key }
                    anth: { wire: anthropic, url: "%s", api-key: provider-key }
                  models:
                    - { id: other, provider: open, capabilities: [tools, vision] }
                    - { id: native, provider: anth, capabilities: [tools, vision, reasoning] }
                  pools:
                    other: { primary: [other] }
                    native: { primary: [native] }
                """.formatted(openAi.url(), anthropic.url()));
        client = AnthropicOkHttpClient.builder()
                .baseUrl(gateway.address(""))
                .apiKey("client-key")
                .maxRetries(0)
                .build();
    }

    @AfterAll
    void close() {
        client.close();
        gateway.close();
        openAi.close();
        anthropic.close();
    }

    @BeforeEach
    void heal() {
        openAi.always(Fault.none());
        anthropic.always(Fault.none());
        List.of("other", "native").forEach(gateway.bean(ModelRouter.class).operations()::reset);
    }

    private static MessageCreateParams.Builder hello(String model) {
        return MessageCreateParams.builder().model(model).maxTokens(100).addUserMessage("Hello");
    }

    private static String text(Message message) {
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(block -> block.text())
                .reduce("", String::concat);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "native", "claude-opus-5-5", "gpt-5.1-codex"})
    void aMessageIsAnswered(String model) {
        Message message = client.messages().create(hello(model).build());
        assertThat(text(message)).isNotBlank();
        assertThat(message.stopReason()).contains(StopReason.END_TURN);
        assertThat(message.usage().outputTokens()).isPositive();
        assertThat(message.usage().inputTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "native"})
    void aStreamHasTheTextOfTheWholeAnswer(String model) {
        Message whole = client.messages().create(hello(model).build());
        Message streamed = accumulated(hello(model).build());
        assertThat(text(streamed)).isEqualTo(text(whole));
        assertThat(streamed.stopReason()).contains(StopReason.END_TURN);
        assertThat(streamed.usage().outputTokens()).isEqualTo(whole.usage().outputTokens());
    }

    private Message accumulated(MessageCreateParams params) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "native"})
    void toolsAreCalled(String model) {
        Tool tool = Tool.builder()
                .name("weather")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .required(List.of("city"))
                        .build())
                .build();
        MessageCreateParams params = hello(model).addTool(tool).build();
        for (Message message : List.of(client.messages().create(params), accumulated(params))) {
            assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
            ToolUseBlock call = message.content().get(0).asToolUse();
            assertThat(call.name()).isEqualTo("weather");
            assertThat(call._input().toString()).contains("city");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "native"})
    void aCutStreamIsAnError(String model) {
        (model.equals("other") ? openAi : anthropic).always(Fault.closeAfter(5));
        assertThatThrownBy(() -> accumulated(hello(model).build())).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "native"})
    void aCutStreamEndsWithAnErrorEventAndABrokenConnection(String model) throws Exception {
        (model.equals("other") ? openAi : anthropic).always(Fault.closeAfter(5));
        String body = BODY.formatted(model).replace("{\"model\"", "{\"stream\":true,\"model\"");
        String raw = gateway.raw("POST /v1/messages HTTP/1.1\r\nContent-Length: " + body.length(), "localhost", body);
        assertThat(raw).contains("event: message_start", "event: content_block_delta", "event: error");
        assertThat(raw).doesNotContain("message_stop", "message_delta", "stop_reason\":\"");
        assertThat(raw).doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void anUnknownModelIsNotFound() {
        assertThatThrownBy(() -> client.messages().create(hello("nothing").build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("model: nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "native"})
    void aRateLimitIsTold(String model) {
        (model.equals("other") ? openAi : anthropic).always(Fault.rateLimited().retryAfter("30"));
        assertThatThrownBy(() -> client.messages().create(hello(model).build())).isInstanceOf(RateLimitException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "native"})
    void aPromptThatIsTooLongIsToldInTheWordsThatClientsKnow(String model) throws Exception {
        (model.equals("other") ? openAi : anthropic).always(Fault.contextLengthExceeded());
        HttpResponse<String> response = gateway.post(PATH, BODY.formatted(model));
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode body = Gateway.json(response.body());
        assertThat(body.path("type").asText()).isEqualTo("error");
        assertThat(body.at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(body.at("/error/message").asText()).startsWith("prompt is too long");
        assertThat(response.headers().firstValue("request-id")).isPresent();
    }
}
