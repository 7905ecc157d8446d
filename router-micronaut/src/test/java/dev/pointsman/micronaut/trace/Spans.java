package dev.pointsman.micronaut.trace;

import dev.pointsman.micronaut.Routed;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
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
        private final Asker asker;

        Page(ChatClient chat, Asker asker) {
            this.chat = chat;
            this.asker = asker;
        }

        @Get("/ask")
        Mono<String> ask() {
            return chat.completeAsync(RouteRequest.ANY, ChatRequest.user(PROMPT))
                    .map(result -> result.trace().decisionId());
        }

        @Get("/routed")
        @ExecuteOn(TaskExecutors.BLOCKING)
        String routed() {
            return asker.now();
        }

        @Get("/routed-later")
        Mono<String> routedLater() {
            return asker.later();
        }

        @Get("/routed-stream")
        Mono<String> routedStream() {
            return asker.stream().collect(Collectors.joining());
        }
    }

    /** Routed methods. */
    @Singleton
    @Requires(property = "spec", value = "spans")
    static class Asker {
        private final ChatClient chat;
        private final Tracer tracer;

        Asker(ChatClient chat, OpenTelemetry telemetry) {
            this.chat = chat;
            this.tracer = telemetry.getTracer("test");
        }

        @Routed
        String now() {
            tracer.spanBuilder("own work").startSpan().end();
            return chat.complete(ChatRequest.user(PROMPT)).text();
        }

        @Routed
        Mono<String> later() {
            return chat.completeAsync(ChatRequest.user(PROMPT)).map(ChatResponse::text);
        }

        @Routed
        Flux<String> stream() {
            return chat.stream(ChatRequest.user(PROMPT)).map(ChatChunk::text);
        }
    }
}
