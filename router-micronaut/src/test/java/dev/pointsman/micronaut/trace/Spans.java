package dev.pointsman.micronaut.trace;

import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.chat.ChatRequest;
import dev.pointsman.model.RouteRequest;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.inject.Singleton;
import reactor.core.publisher.Mono;

/** Keeps the spans that were made, of an application with a page that asks. */
@Factory
@Requires(property = "spec", value = "spans")
class Spans {
    static final String PROMPT = "What is a pointsman?";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    @Singleton
    SpanProcessor processor() {
        return SimpleSpanProcessor.create(exporter);
    }

    @Singleton
    InMemorySpanExporter exporter() {
        return exporter;
    }

    /** The page. */
    @Controller
    @Requires(property = "spec", value = "spans")
    static class Page {
        private final ChatClient chat;

        Page(ChatClient chat) {
            this.chat = chat;
        }

        @Get("/ask")
        Mono<String> ask() {
            return chat.completeAsync(RouteRequest.ANY, ChatRequest.user(PROMPT))
                    .map(result -> result.trace().decisionId());
        }
    }
}
