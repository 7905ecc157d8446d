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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while a hundred streams and twenty calls are under way. */
class ShutdownAttackTest {
    private static final int STREAMS = 100;
    private static final int CALLS = 20;

    @TempDir
    Path folder;

    @Test
    void callsUnderWayEndWithinTheGracePeriodAndNewOnesAreRefused() throws Exception {
        try (FaultyProvider provider = provider(Duration.ofMillis(150));
                AttackedGateway gateway = AttackedGateway.start(folder, "256m", yaml(provider, "20s"));
                Socket open = gateway.connect()) {
            List<CompletableFuture<HttpResponse<String>>> streams = streams(gateway);
            List<CompletableFuture<HttpResponse<String>>> calls = calls(gateway);
            awaitRequests(provider);
            gateway.terminate();
            Thread.sleep(300);
            assertThat(refusal(open))
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("retry-after: 1")
                    .containsIgnoringCase("connection: close")
                    .contains("shutting_down");
            for (CompletableFuture<HttpResponse<String>> stream : streams) {
                HttpResponse<String> response = stream.get(30, TimeUnit.SECONDS);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).contains("tok19").contains("data: [DONE]");
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
        try (FaultyProvider provider = provider(Duration.ofSeconds(5));
                AttackedGateway gateway = AttackedGateway.start(folder, "256m", yaml(provider, "2s"))) {
            List<CompletableFuture<HttpResponse<String>>> streams = streams(gateway);
            List<CompletableFuture<HttpResponse<String>>> calls = calls(gateway);
            awaitRequests(provider);
            long start = System.nanoTime();
            gateway.terminate();
            assertThat(gateway.awaitEnd(Duration.ofSeconds(12))).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1800), Duration.ofSeconds(9));
            int told = 0;
            for (CompletableFuture<HttpResponse<String>> stream : streams) {
                told += told(stream) ? 1 : 0;
            }
            assertThat(told)
                    .as("streams with an error event, or broken without an end mark")
                    .isEqualTo(STREAMS);
            for (CompletableFuture<HttpResponse<String>> call : calls) {
                HttpResponse<String> response = call.get(5, TimeUnit.SECONDS);
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.body()).contains("shutting_down");
            }
            assertRecorded(gateway, "cancelled");
        }
    }

    private static boolean told(CompletableFuture<HttpResponse<String>> stream) throws Exception {
        try {
            String body = stream.get(5, TimeUnit.SECONDS).body();
            return body.contains("shutting_down") && !body.contains("[DONE]");
        } catch (java.util.concurrent.ExecutionException broken) { // after its error event, as it should be
            return true;
        }
    }

    private static FaultyProvider provider(Duration perToken) {
        FaultyProvider provider = FaultyProvider.openAi().tokens(20).start();
        provider.always(request -> request.body().contains("\"stream\":true")
                ? Fault.slowTokens(perToken)
                : Fault.slowBody(perToken.multipliedBy(10)));
        return provider;
    }

    private static List<CompletableFuture<HttpResponse<String>>> streams(AttackedGateway gateway) {
        List<CompletableFuture<HttpResponse<String>>> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(gateway.post(AttackedGateway.HELLO_STREAM));
        }
        return streams;
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
