package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while a hundred streams and twenty calls are under way. */
@SuppressWarnings("FutureReturnValueIgnored") // futures of bodies are results of futures of answers
class ShutdownAttackTest {
    private static final int STREAMS = 100;
    private static final int CALLS = 20;

    @TempDir
    Path folder;

    @Test
    void callsUnderWayEndWithinTheGracePeriodAndNewOnesAreRefused() throws Exception {
        try (FaultyProvider provider = provider(Fault.slowTokens(Duration.ofMillis(150)), Duration.ofMillis(1500));
                AttackedGateway gateway = AttackedGateway.start(folder, "256m", yaml(provider, "20s"));
                Socket open = gateway.connect()) {
            List<CompletableFuture<CompletableFuture<ReceivedBody>>> streams = streams(gateway);
            List<CompletableFuture<HttpResponse<String>>> calls = calls(gateway);
            awaitRequests(provider);
            gateway.terminate();
            Thread.sleep(300);
            assertThat(refusal(open))
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("retry-after: 1")
                    .containsIgnoringCase("connection: close")
                    .contains("shutting_down");
            for (CompletableFuture<ReceivedBody> stream : begun(streams)) {
                ReceivedBody body = stream.get(30, TimeUnit.SECONDS);
                assertThat(body.broken()).isFalse();
                assertThat(body.text()).contains("tok19").contains("data: [DONE]");
            }
            for (CompletableFuture<HttpResponse<String>> call : calls) {
                HttpResponse<String> response = call.get(30, TimeUnit.SECONDS);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).contains("tok19");
            }
            assertThat(gateway.awaitEnd(Duration.ofSeconds(10))).isTrue();
            assertRecorded(gateway, "served");
        }
    }

    @Test
    void whatIsLeftAfterTheGracePeriodEndsWithAnErrorAndIsRecorded() throws Exception {
        try (FaultyProvider provider = provider(Fault.pauseAfter(3, Duration.ofSeconds(50)), Duration.ofSeconds(50));
                AttackedGateway gateway = AttackedGateway.start(folder, "256m", yaml(provider, "2s"))) {
            List<CompletableFuture<ReceivedBody>> streams = begun(streams(gateway));
            List<CompletableFuture<HttpResponse<String>>> calls = calls(gateway);
            awaitRequests(provider);
            long start = System.nanoTime();
            gateway.terminate();
            assertThat(gateway.awaitEnd(Duration.ofSeconds(12))).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1800), Duration.ofSeconds(9));
            for (CompletableFuture<ReceivedBody> stream : streams) {
                ReceivedBody body = stream.get(5, TimeUnit.SECONDS);
                assertThat(body.broken()).as("broken connection after %s", body).isTrue();
                assertThat(body.text())
                        .contains("tok2", "data: {\"error\":", "shutting_down")
                        .doesNotContain("[DONE]");
            }
            for (CompletableFuture<HttpResponse<String>> call : calls) {
                HttpResponse<String> response = call.get(5, TimeUnit.SECONDS);
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.body()).contains("shutting_down");
            }
            assertRecorded(gateway, "cancelled");
        }
    }

    private static FaultyProvider provider(Fault ofStreams, Duration ofAnswers) {
        FaultyProvider provider = FaultyProvider.openAi().tokens(20).start();
        provider.always(request -> request.body().contains("\"stream\":true") ? ofStreams : Fault.slowBody(ofAnswers));
        return provider;
    }

    private static List<CompletableFuture<CompletableFuture<ReceivedBody>>> streams(AttackedGateway gateway) {
        return IntStream.range(0, STREAMS)
                .mapToObj(i -> gateway.stream(AttackedGateway.HELLO_STREAM))
                .toList();
    }

    private static List<CompletableFuture<ReceivedBody>> begun(
            List<CompletableFuture<CompletableFuture<ReceivedBody>>> streams) throws Exception {
        List<CompletableFuture<ReceivedBody>> begun = new ArrayList<>();
        for (CompletableFuture<CompletableFuture<ReceivedBody>> stream : streams) {
            begun.add(stream.get(20, TimeUnit.SECONDS));
        }
        return begun;
    }

    private static List<CompletableFuture<HttpResponse<String>>> calls(AttackedGateway gateway) {
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(gateway.post(AttackedGateway.HELLO));
        }
        return calls;
    }

    private static void awaitRequests(FaultyProvider provider) throws InterruptedException {
        for (int i = 0; i < 100 && provider.requestCount() < STREAMS + CALLS; i++) {
            Thread.sleep(50);
        }
        assertThat(provider.requestCount()).isGreaterThanOrEqualTo(STREAMS + CALLS);
        Thread.sleep(200);
    }

    private static String refusal(Socket socket) throws Exception {
        String request = "POST " + AttackedGateway.CHAT + " HTTP/1.1\r\nHost: localhost:" + socket.getPort()
                + "\r\nContent-Length: " + AttackedGateway.HELLO.length() + "\r\n\r\n" + AttackedGateway.HELLO;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return AttackedGateway.untilClosed(socket, Duration.ofSeconds(5));
    }

    private void assertRecorded(AttackedGateway gateway, String ending) throws Exception {
        long audited = gateway.log()
                .lines()
                .filter(line -> line.contains("\"ending\":\"" + ending + "\""))
                .count();
        assertThat(audited).isEqualTo(STREAMS + CALLS);
        long logged = Files.readString(folder.resolve("decisions.jsonl"))
                .lines()
                .filter(line -> line.contains("\"number\":"))
                .count();
        assertThat(logged).isEqualTo(STREAMS + CALLS);
        assertThat(gateway.log()).doesNotContain("Error in graceful shutdown");
    }

    private static String yaml(FaultyProvider provider, String grace) {
        return """
            micronaut.lifecycle.graceful-shutdown.grace-period: %s
            pointsman:
              providers: { acme: { wire: openai, url: "%s" } }
              models: [ { id: one, provider: acme } ]
              pools: { chat: { primary: [one], failover: { stall-timeout: 30s, first-token-timeout: 30s, response-timeout: 90s } } }
              audit: { enabled: true }
              decision-log: { enabled: true, path: decisions.jsonl }
            """.formatted(grace, provider.url());
    }
}
