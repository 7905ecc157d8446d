package dev.pointsman.micronaut.trace;

import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.chat.ChatRequest;
import dev.pointsman.model.RouteRequest;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

    /** The calls made so far, when there are as many as expected; a call ends after its answer. */
    static List<SpanData> calls(InMemorySpanExporter exporter, int expected) {
        long start = System.nanoTime();
        while (true) {
            List<SpanData> calls = exporter.getFinishedSpanItems().stream()
                    .filter(span -> span.getName().startsWith("route "))
                    .toList();
            if (calls.size() >= expected) {
                return calls;
            }
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(10)) {
                throw new AssertionError(calls.size() + " calls (expected: " + expected + ")");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** The attempts of a call, in the order of their starts. */
    static List<SpanData> attempts(InMemorySpanExporter exporter, SpanData call) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getParentSpanId().equals(call.getSpanId()))
                .filter(span -> span.getKind() == SpanKind.CLIENT)
                .sorted(Comparator.comparing(SpanData::getStartEpochNanos))
                .toList();
    }
}
