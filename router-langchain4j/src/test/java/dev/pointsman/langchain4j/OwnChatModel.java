package dev.pointsman.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.function.Consumer;

/** A model of an application's own. */
final class OwnChatModel implements ChatModel {
    private final Consumer<ChatRequest> onRequest;

    OwnChatModel(Consumer<ChatRequest> onRequest) {
        this.onRequest = onRequest;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        onRequest.accept(request);
        return ChatResponse.builder().aiMessage(AiMessage.from("own")).build();
    }
}
