package dev.pointsman.clients;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** LangChain4j with its models of OpenAI or Anthropic. */
final class LangChain4jClient extends JvmClient {
    private final Function<Call, ChatModel> models;
    private final Function<Call, StreamingChatModel> streams;

    private LangChain4jClient(
            String name,
            Protocol protocol,
            Function<Call, ChatModel> models,
            Function<Call, StreamingChatModel> streams) {
        super(name, protocol);
        this.models = models;
        this.streams = streams;
    }

    static LangChain4jClient openAi() {
        return new LangChain4jClient(
                "langchain4j-open-ai",
                Protocol.OPENAI,
                call -> OpenAiChatModel.builder()
                        .baseUrl(call.base() + "/v1")
                        .apiKey(KEY)
                        .modelName(call.model())
                        .strictJsonSchema(true)
                        .build(),
                call -> OpenAiStreamingChatModel.builder()
                        .baseUrl(call.base() + "/v1")
                        .apiKey(KEY)
                        .modelName(call.model())
                        .build());
    }

    static LangChain4jClient anthropic() {
        return new LangChain4jClient(
                "langchain4j-anthropic",
                Protocol.ANTHROPIC,
                call -> AnthropicChatModel.builder()
                        .baseUrl(call.base() + "/v1")
                        .apiKey(KEY)
                        .modelName(call.model())
                        .build(),
                call -> AnthropicStreamingChatModel.builder()
                        .baseUrl(call.base() + "/v1")
                        .apiKey(KEY)
                        .modelName(call.model())
                        .build());
    }

    /** Handler that completes with the answer as the library presents it. */
    private record Handler(Call call, CompletableFuture<ChatResponse> answer) implements StreamingChatResponseHandler {
        @Override
        public void onPartialResponse(String text) {
            call.begun().run();
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            answer.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            answer.completeExceptionally(error);
        }
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().messages(UserMessage.from(QUESTION));
    }

    private ChatResponse streamed(Call call, ChatRequest request) throws Exception {
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        streams.apply(call).chat(request, new Handler(call, answer));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static Outcome outcome(ChatResponse response) {
        return Outcome.answer(response.aiMessage().text(), response.finishReason());
    }

    @Override
    Outcome plain(Call call) {
        return outcome(models.apply(call).chat(hello().build()));
    }

    @Override
    Outcome stream(Call call) throws Exception {
        return outcome(streamed(call, hello().build()));
    }

    private static JsonObjectSchema schema() {
        return JsonObjectSchema.builder()
                .addStringProperty("city")
                .required("city")
                .additionalProperties(false)
                .build();
    }

    @Override
    Outcome tools(Call call) throws Exception {
        ToolSpecification tool =
                ToolSpecification.builder().name(TOOL).parameters(schema()).build();
        AiMessage first =
                streamed(call, hello().toolSpecifications(tool).build()).aiMessage();
        List<ChatMessage> messages = new ArrayList<>(List.of(UserMessage.from(QUESTION), first));
        for (ToolExecutionRequest one : first.toolExecutionRequests()) {
            messages.add(ToolExecutionResultMessage.from(one, RESULT));
        }
        return outcome(streamed(
                call,
                ChatRequest.builder()
                        .messages(messages)
                        .toolSpecifications(tool)
                        .build()));
    }

    @Override
    Outcome schema(Call call) throws Exception {
        ResponseFormat format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                        JsonSchema.builder().name("city").rootElement(schema()).build())
                .build();
        ChatResponse response =
                models.apply(call).chat(hello().responseFormat(format).build());
        return city(response.aiMessage().text());
    }
}
