package dev.pointsman.clients;

import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** Spring AI with its model of OpenAI's chat completions. */
final class SpringAiClient extends JvmClient {

    SpringAiClient() {
        super("spring-ai-openai", Protocol.OPENAI);
    }

    /** The structured answer. */
    record City(String city) {}

    private static ChatClient.ChatClientRequestSpec hello(Call call) {
        OpenAiChatOptions.Builder options = OpenAiChatOptions.builder();
        options.model(call.model());
        options.baseUrl(call.base() + "/v1");
        options.apiKey(KEY);
        ChatModel model = OpenAiChatModel.builder().options(options.build()).build();
        return ChatClient.create(model).prompt(QUESTION);
    }

    private static Outcome streamed(Call call, ChatClient.ChatClientRequestSpec asked) {
        StringBuilder text = new StringBuilder();
        StringBuilder finish = new StringBuilder();
        List<ChatResponse> all = asked.stream()
                .chatResponse()
                .doOnNext(part -> {
                    if (part.getResult() != null && part.getResult().getOutput().getText() != null) {
                        text.append(part.getResult().getOutput().getText());
                    }
                    if (!text.isEmpty()) {
                        call.begun().run();
                    }
                })
                .collectList()
                .block();
        for (ChatResponse part : all) {
            String reason = part.getResult() == null
                    ? null
                    : part.getResult().getMetadata().getFinishReason();
            if (reason != null && !reason.isEmpty()) {
                finish.setLength(0);
                finish.append(reason);
            }
        }
        return Outcome.answer(text.toString(), finish);
    }

    @Override
    Outcome plain(Call call) {
        ChatResponse response = hello(call).call().chatResponse();
        return Outcome.answer(
                response.getResult().getOutput().getText(),
                response.getResult().getMetadata().getFinishReason());
    }

    @Override
    Outcome stream(Call call) {
        return streamed(call, hello(call));
    }

    @Override
    Outcome tools(Call call) {
        FunctionToolCallback<Map<String, Object>, String> tool = FunctionToolCallback.builder(
                        TOOL, (Map<String, Object> arguments) -> RESULT)
                .description("The weather of a city")
                .inputSchema(
                        "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}")
                .inputType(Map.class)
                .build();
        return streamed(call, hello(call).tools(tool));
    }

    @Override
    Outcome schema(Call call) {
        City answer = hello(call).call().entity(City.class);
        return Outcome.answer(answer.city(), "stop");
    }
}
