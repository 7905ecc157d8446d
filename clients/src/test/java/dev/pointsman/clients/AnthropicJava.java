package dev.pointsman.clients;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Anthropic's Java SDK; a stream is put together by its accumulator. */
final class AnthropicJava extends JvmClient {

    AnthropicJava() {
        super("anthropic-java", Protocol.ANTHROPIC);
    }

    private static MessageCreateParams.Builder hello(Call call) {
        return MessageCreateParams.builder().model(call.model()).maxTokens(100).addUserMessage(QUESTION);
    }

    private static AnthropicClient client(Call call) {
        return AnthropicOkHttpClient.builder().baseUrl(call.base()).apiKey(KEY).build();
    }

    private static Message create(Call call, MessageCreateParams params) {
        AnthropicClient client = client(call);
        try {
            return client.messages().create(params);
        } finally {
            client.close();
        }
    }

    private static Message streamed(Call call, MessageCreateParams params) {
        MessageAccumulator whole = MessageAccumulator.create();
        AnthropicClient client = client(call);
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params)) {
            events.stream().forEach(event -> {
                whole.accumulate(event);
                if (event.contentBlockDelta()
                        .filter(delta -> delta.delta().isText())
                        .isPresent()) {
                    call.begun().run();
                }
            });
        } finally {
            client.close();
        }
        return whole.message();
    }

    private static Outcome outcome(Message message) {
        String text = message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(block -> block.text())
                .collect(Collectors.joining());
        return Outcome.answer(text, message.stopReason().map(Object::toString).orElse(""));
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
        Tool tool = Tool.builder()
                .name(TOOL)
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .required(List.of("city"))
                        .build())
                .build();
        MessageCreateParams.Builder asked = hello(call).addTool(tool);
        Message first = streamed(call, asked.build());
        List<ContentBlockParam> results = first.content().stream()
                .flatMap(block -> block.toolUse().stream())
                .map(use -> ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                        .toolUseId(use.id())
                        .content(RESULT)
                        .build()))
                .toList();
        asked.addMessage(first);
        return outcome(
                streamed(call, asked.addUserMessageOfContentBlockParams(results).build()));
    }

    @Override
    Outcome schema(Call call) throws Exception {
        JsonOutputFormat.Schema.Builder schema = JsonOutputFormat.Schema.builder();
        SCHEMA.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        OutputConfig format = OutputConfig.builder()
                .format(JsonOutputFormat.builder().schema(schema.build()).build())
                .build();
        return city(
                outcome(create(call, hello(call).outputConfig(format).build())).text());
    }
}
