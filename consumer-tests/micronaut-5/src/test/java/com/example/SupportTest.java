package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.micronaut.event.FallbackServedEvent;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.version.VersionUtils;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;

@MicronautTest(rebuildContext = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupportTest implements TestPropertyProvider {
    private final FaultyProvider openai =
            FaultyProvider.openAi().text("one two three four").start();
    private final FaultyProvider anthropic =
            FaultyProvider.anthropic().text("one two three four").start();

    @Inject
    SupportService support;

    @Inject
    EmbeddedServer server;

    @Inject
    MeterRegistry meters;

    @Inject
    Events events;

    @Singleton
    static class Events {
        final BlockingQueue<FallbackServedEvent> seen = new LinkedBlockingQueue<>();

        @EventListener
        void on(FallbackServedEvent event) {
            seen.add(event);
        }
    }

    @Override
    public Map<String, String> getProperties() {
        return Map.of(
                "pointsman.providers.openai.url", openai.url(), "pointsman.providers.anthropic.url", anthropic.url());
    }

    @AfterEach
    void heal() {
        openai.heal();
        anthropic.heal();
    }

    @AfterAll
    void close() {
        openai.close();
        anthropic.close();
    }

    @Test
    void theApplicationRunsOnMicronaut5AndJdk25() {
        assertThat(VersionUtils.getMicronautVersion()).startsWith("5.");
        assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
    }

    @Test
    void aCallFailsOver() throws Exception {
        openai.always(Fault.status(503));
        RouteResult<String> result = support.answer("hello", Goal.COST);
        assertThat(result.value()).isEqualTo("one two three four");
        assertThat(result.model().id()).isEqualTo("claude-haiku-4-5");
        assertThat(result.trace().attempts().get(0).failure().kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(events.seen.poll(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aMonoFailsOver() {
        openai.always(Fault.resetBeforeHeaders());
        assertThat(support.answerLater("hello").block()).isEqualTo("one two three four");
    }

    @Test
    void aFluxFailsOverBeforeItsFirstToken() {
        openai.always(Fault.resetAfter(0));
        assertThat(String.join("", support.stream("hello").collectList().block()))
                .isEqualTo("one two three four");
    }

    @Test
    void aTruncatedStreamContinuesOnAnotherModel() {
        openai.always(Fault.endAfter(2));
        int openaiBefore = openai.requestCount();
        int anthropicBefore = anthropic.requestCount();
        RouteResult<Flux<ChatChunk>> result = support.resumed("hello");
        assertThat(String.join(
                        "", result.value().map(ChatChunk::text).collectList().block()))
                .isEqualTo("one two three four");
        assertThat(openai.requestCount()).isEqualTo(openaiBefore + 1);
        assertThat(anthropic.requestCount()).isEqualTo(anthropicBefore + 1);
    }

    @Test
    void theServerAnswersAndRefusesWithoutTheProvidersWords() throws Exception {
        assertThat(get("/ask?question=hello").body()).isEqualTo("one two three four");
        openai.always(Fault.status(503, "secret address"));
        anthropic.always(Fault.status(503, "secret address"));
        HttpResponse<String> refused = get("/ask?question=hello");
        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(refused.body()).doesNotContain("secret");
    }

    @Test
    void endpointHealthAndMetricsAreThere() throws Exception {
        support.answer("hello", Goal.COST);
        HttpResponse<String> overview = get("/pointsman");
        assertThat(overview.statusCode()).isEqualTo(200);
        assertThat(overview.body()).contains("\"chat\"", "\"gpt-4.1-mini\"", "\"claude-haiku-4-5\"");
        assertThat(get("/health").body()).contains("pointsman");
        assertThat(meters.getMeters()).anyMatch(meter -> meter.getId().getName().startsWith("pointsman."));
    }

    @Test
    void anOperatorChangesWeights() throws Exception {
        HttpRequest change = HttpRequest.newBuilder(URI.create(server.getURI() + "/pointsman/weights"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"goal\":\"balanced\",\"latency\":1,\"cost\":0.625,\"quality\":0.3}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(change, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(get("/pointsman").body()).contains("0.625");
    }

    @Test
    void theLivePageAndItsEventsAreThere() throws Exception {
        assertThat(get("/pointsman/ui").body()).contains("<title>Pointsman");
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines = client.send(request("/pointsman/ui/events"), HttpResponse.BodyHandlers.ofLines())
                        .body()) {
            assertThat(lines.anyMatch(line -> line.startsWith("data:") && line.contains("\"claude-haiku-4-5\"")))
                    .isTrue();
            client.shutdownNow();
        }
    }

    @Test
    void everyConfigurationErrorIsReportedAtTheStart() {
        Map<String, Object> wrong = Map.of("pointsman.pools.chat.goal", "nothing", "pointsman.pools.chat.hurry", "1");
        assertThatThrownBy(() -> ApplicationContext.run(PropertySource.of("wrong", wrong))
                        .close())
                .hasMessageContaining("pointsman.pools.chat.goal")
                .hasMessageContaining("pointsman.pools.chat.hurry");
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request(path), HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURI() + path)).build();
    }
}
