package dev.pointsman.examples.micronaut;

import dev.pointsman.micronaut.Routed;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.Goal;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Chat with the models of the pool {@code chat}; a method runs again on another model if one fails. */
@Singleton
@Routed(pool = "chat")
class ChatService {
    private final ChatClient chat;

    ChatService(ChatClient chat) {
        this.chat = chat;
    }

    /** Returns a whole answer with its model and the trace of the attempts; without a goal the pool's counts. */
    RouteResult<String> answer(String question, @Nullable Goal goal) {
        return RouteResult.of(chat.complete(ChatRequest.user(question)).text());
    }

    /** Returns the pieces of an answer as they arrive. */
    Flux<String> stream(String question) {
        return chat.stream(ChatRequest.user(question)).map(ChatChunk::text);
    }
}
