package com.example;

import dev.pointsman.micronaut.Routed;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import jakarta.inject.Singleton;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers of the models of the pool. */
@Singleton
class SupportService {
    private final ChatClient chat;

    SupportService(ChatClient chat) {
        this.chat = chat;
    }

    @Routed(pool = "chat")
    RouteResult<String> answer(String question, Goal goal) {
        return RouteResult.of(chat.complete(ChatRequest.user(question)).text());
    }

    @Routed(pool = "chat", goal = "cost")
    Mono<String> answerLater(String question) {
        return chat.completeAsync(ChatRequest.user(question)).map(response -> response.text());
    }

    @Routed(pool = "chat")
    Flux<String> stream(String question) {
        return chat.stream(ChatRequest.user(question)).map(ChatChunk::text);
    }

    /** Returns a stream that continues on another model where one breaks. */
    RouteResult<Flux<ChatChunk>> resumed(String question) {
        return chat.stream(RouteRequest.builder().pool("chat").build(), ChatRequest.user(question))
                .block();
    }
}
