package dev.pointsman.clients;

import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** OpenAI's Java SDK with Responses; a stream is put together by its accumulator. */
final class OpenAiJavaResponses extends JvmClient {

    OpenAiJavaResponses() {
        super("openai-java responses", Protocol.RESPONSES);
    }

    private static ResponseCreateParams.Builder hello(Call call) {
        return ResponseCreateParams.builder().model(call.model()).input(QUESTION);
    }

    private static Response create(Call call, ResponseCreateParams params) {
        try (OpenAiJavaChat.Closing client = new OpenAiJavaChat.Closing(call)) {
            return client.sdk().responses().create(params);
        }
    }

    private static Response streamed(Call call, ResponseCreateParams params) {
        ResponseAccumulator whole = ResponseAccumulator.create();
        try (OpenAiJavaChat.Closing client = new OpenAiJavaChat.Closing(call);
                StreamResponse<ResponseStreamEvent> events =
                        client.sdk().responses().createStreaming(params)) {
            events.stream().forEach(event -> {
                whole.accumulate(event);
                if (event.isOutputTextDelta()) {
                    call.begun().run();
                }
            });
        }
        return whole.response();
    }

    private static Outcome outcome(Response response) {
        String text = response.output().stream()
                .map(ResponseOutputItem::message)
                .flatMap(Optional::stream)
                .flatMap(message -> message.content().stream())
                .map(content -> content.asOutputText().text())
                .collect(Collectors.joining());
        Object reason = response.incompleteDetails()
                .flatMap(Response.IncompleteDetails::reason)
                .map(Object::toString)
                .orElse("");
        return Outcome.answer(text, reason);
    }

    @Override
    Outcome plain(Call call) {
        return outcome(create(call, hello(call).build()));
    }

    @Override
    Outcome stream(Call call) {
        return outcome(streamed(call, hello(call).build()));
    }

    @Override
    Outcome tools(Call call) {
        FunctionTool.Parameters.Builder parameters = FunctionTool.Parameters.builder();
        SCHEMA.forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
        FunctionTool tool = FunctionTool.builder()
                .name(TOOL)
                .parameters(parameters.build())
                .strict(true)
                .build();
        Response first = streamed(call, hello(call).addTool(tool).build());
        List<ResponseInputItem> results = first.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .map(one -> ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                        .callId(one.callId())
                        .output(RESULT)
                        .build()))
                .toList();
        return outcome(streamed(
                call,
                hello(call)
                        .addTool(tool)
                        .previousResponseId(first.id())
                        .inputOfResponse(results)
                        .build()));
    }

    @Override
    Outcome schema(Call call) throws Exception {
        ResponseFormatTextJsonSchemaConfig.Schema.Builder schema = ResponseFormatTextJsonSchemaConfig.Schema.builder();
        SCHEMA.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        ResponseTextConfig text = ResponseTextConfig.builder()
                .format(ResponseFormatTextJsonSchemaConfig.builder()
                        .name("city")
                        .strict(true)
                        .schema(schema.build())
                        .build())
                .build();
        return city(outcome(create(call, hello(call).text(text).build())).text());
    }
}
