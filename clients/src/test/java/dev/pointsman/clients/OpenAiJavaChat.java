package dev.pointsman.clients;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.List;

/** OpenAI's Java SDK with chat completions; a stream is put together by its accumulator. */
final class OpenAiJavaChat extends JvmClient {

    OpenAiJavaChat() {
        super("openai-java chat", Protocol.OPENAI);
    }

    private static ChatCompletionCreateParams.Builder hello(Call call) {
        return ChatCompletionCreateParams.builder().model(call.model()).addUserMessage(QUESTION);
    }

    private static ChatCompletion create(Call call, ChatCompletionCreateParams params) {
        try (Closing client = new Closing(call)) {
            return client.sdk().chat().completions().create(params);
        }
    }

    private static ChatCompletion streamed(Call call, ChatCompletionCreateParams params) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (Closing client = new Closing(call);
                StreamResponse<ChatCompletionChunk> chunks =
                        client.sdk().chat().completions().createStreaming(params)) {
            chunks.stream().forEach(chunk -> {
                whole.accumulate(chunk);
                if (chunk.choices().stream()
                        .anyMatch(choice -> choice.delta()
                                .content()
                                .filter(text -> !text.isEmpty())
                                .isPresent())) {
                    call.begun().run();
                }
            });
        }
        return whole.chatCompletion();
    }

    private static Outcome outcome(ChatCompletion completion) {
        ChatCompletion.Choice choice = completion.choices().get(0);
        return Outcome.answer(choice.message().content().orElse(""), choice.finishReason());
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
        FunctionParameters.Builder parameters = FunctionParameters.builder();
        SCHEMA.forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
        ChatCompletionCreateParams.Builder asked = hello(call)
                .addTool(ChatCompletionFunctionTool.builder()
                        .function(FunctionDefinition.builder()
                                .name(TOOL)
                                .parameters(parameters.build())
                                .build())
                        .build());
        ChatCompletionMessage first =
                streamed(call, asked.build()).choices().get(0).message();
        asked.addMessage(first);
        first.toolCalls()
                .orElse(List.of())
                .forEach(one -> asked.addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(one.asFunction().id())
                        .content(RESULT)
                        .build()));
        return outcome(streamed(call, asked.build()));
    }

    @Override
    Outcome schema(Call call) throws Exception {
        ResponseFormatJsonSchema.JsonSchema.Schema.Builder schema =
                ResponseFormatJsonSchema.JsonSchema.Schema.builder();
        SCHEMA.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        ChatCompletionCreateParams params = hello(call)
                .responseFormat(ResponseFormatJsonSchema.builder()
                        .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                                .name("city")
                                .strict(true)
                                .schema(schema.build())
                                .build())
                        .build())
                .build();
        return city(outcome(create(call, params)).text());
    }

    /** Client that is closed after its call. */
    record Closing(OpenAIClient sdk) implements AutoCloseable {
        Closing(Call call) {
            this(OpenAIOkHttpClient.builder()
                    .baseUrl(call.base() + "/v1")
                    .apiKey(KEY)
                    .build());
        }

        @Override
        public void close() {
            sdk.close();
        }
    }
}
