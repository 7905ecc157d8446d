package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextConfig;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import dev.pointsman.testkit.SeenRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's Responses through the gateway, with OpenAI's own client, on providers of each protocol. */
class ResponsesTest {
    private static final String TEXT = "tok0 tok1 tok2 tok3 tok4 tok5 tok6 tok7 tok8 tok9";

    private final List<AutoCloseable> opened = new ArrayList<>();
    private FaultyProvider provider;
    private Gateway gateway;
    private OpenAIClient client;

    private void start(String wire, boolean tools) throws IOException {
        FaultyProviderBuilder builder = switch (wire) {
            case "openai" -> FaultyProvider.openAi();
            case "anthropic" -> FaultyProvider.anthropic();
            default -> FaultyProvider.openAiResponses();
        };
        provider = (tools ? builder.toolCall("weather", "{\"city\":\"Paris\"}") : builder).start();
        opened.add(provider);
        gateway = Gateway.start("""
                pointsman:
                  providers:
                    only: { wire: %s, url: "%s" }
                  models:
                    - { id: m, provider: only }
                  pools:
                    chat: { primary: [m], failover: { attempts: 1 } }
                """.formatted(wire, provider.url()));
        opened.add(0, gateway);
        client = OpenAIOkHttpClient.builder()
                .apiKey("any")
                .baseUrl(gateway.address("/v1"))
                .maxRetries(0)
                .build();
        opened.add(0, client::close);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private static ResponseCreateParams.Builder hello() {
        return ResponseCreateParams.builder().model("chat").input("Hello").maxOutputTokens(100);
    }

    private SeenRequest last() {
        return provider.requests().get(provider.requestCount() - 1);
    }

    private static String text(Response response) {
        return response.output().stream()
                .map(ResponseOutputItem::message)
                .flatMap(Optional::stream)
                .flatMap(message -> message.content().stream())
                .map(content -> content.asOutputText().text())
                .collect(Collectors.joining());
    }

    private List<ResponseStreamEvent> stream(ResponseCreateParams params) {
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params)) {
            return events.stream().toList();
        }
    }

    private static Response completed(List<ResponseStreamEvent> events) {
        return events.get(events.size() - 1).asCompleted().response();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void aWholeAnswer(String wire) throws Exception {
        start(wire, false);
        Response response =
                client.responses().create(hello().instructions("Be brief.").build());
        assertThat(text(response)).isEqualTo(TEXT);
        assertThat(response.status()).contains(ResponseStatus.COMPLETED);
        assertThat(response.usage().orElseThrow().outputTokens()).isEqualTo(10);
        assertThat(response.validate().isValid()).isTrue();
        assertThat(last().body()).contains("Be brief.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void aStream(String wire) throws Exception {
        start(wire, false);
        List<ResponseStreamEvent> events = stream(hello().build());
        assertThat(events.get(0).isCreated()).isTrue();
        assertThat(events.stream()
                        .filter(ResponseStreamEvent::isOutputTextDelta)
                        .map(event -> event.asOutputTextDelta().delta())
                        .collect(Collectors.joining()))
                .isEqualTo(TEXT);
        events.forEach(event -> assertThat(event.validate().isValid()).isTrue());
        assertThat(text(completed(events))).isEqualTo(TEXT);
        assertThat(completed(events).usage().orElseThrow().outputTokens()).isEqualTo(10);
    }

    private static FunctionTool weather() {
        return FunctionTool.builder()
                .name("weather")
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build())
                .strict(false)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void aToolLoopContinuedByItsId(String wire) throws Exception {
        start(wire, true);
        Response first = completed(stream(hello().addTool(weather()).build()));
        ResponseFunctionToolCall call = first.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .findFirst()
                .orElseThrow();
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).isEqualTo("{\"city\":\"Paris\"}");
        Response second = client.responses()
                .create(hello().addTool(weather())
                        .previousResponseId(first.id())
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(call.callId())
                                        .output("sunny")
                                        .build())))
                        .build());
        assertThat(text(second)).isEqualTo(TEXT);
        assertThat(second.validate().isValid()).isTrue();
        SeenRequest seen = last();
        assertThat(seen.body()).contains("Hello", "weather", "sunny").doesNotContain("previous_response_id");
        assertThat(client.responses().retrieve(second.id()).id()).isEqualTo(second.id());
        client.responses().delete(second.id());
        assertThatThrownBy(() -> client.responses().retrieve(second.id())).isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void aSchemaForTheAnswer(String wire) throws Exception {
        start(wire, false);
        client.responses()
                .create(hello().text(ResponseTextConfig.builder()
                                .format(ResponseFormatTextJsonSchemaConfig.builder()
                                        .name("city")
                                        .strict(true)
                                        .schema(ResponseFormatTextJsonSchemaConfig.Schema.builder()
                                                .putAdditionalProperty("type", JsonValue.from("object"))
                                                .build())
                                        .build())
                                .build())
                        .build());
        SeenRequest seen = last();
        assertThat(seen.at("/response_format/json_schema/schema/type")
                        .or(() -> seen.at("/output_config/format/schema/type"))
                        .or(() -> seen.at("/text/format/schema/type")))
                .hasValue("object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void aCutStreamIsAnErrorToItsClient(String wire) throws Exception {
        start(wire, false);
        provider.always(Fault.resetAfter(4));
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> {
                    try (StreamResponse<ResponseStreamEvent> events =
                            client.responses().createStreaming(hello().build())) {
                        events.stream().forEach(event -> seen.add(event.isCompleted() ? "completed" : "other"));
                    }
                })
                .isInstanceOf(OpenAIException.class);
        assertThat(seen).doesNotContain("completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void anErrorHasTheShapeOfOpenAi(String wire) throws Exception {
        start(wire, false);
        provider.always(Fault.contextLengthExceeded());
        assertThatThrownBy(() -> client.responses().create(hello().build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.code()).contains("context_length_exceeded"));
        assertThatThrownBy(() -> client.responses()
                        .create(hello().previousResponseId("resp_unknown").build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.code()).contains("previous_response_not_found"));
        assertThatThrownBy(
                        () -> client.responses().create(hello().background(true).build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("background");
    }
}
