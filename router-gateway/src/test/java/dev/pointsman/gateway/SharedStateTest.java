package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Exclusion;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.internal.redis.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways with one Redis share responses, sessions and cooldowns; they go on without it. */
@EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
class SharedStateTest {
    @TempDir
    Path folder;

    private RedisServer server;
    private FaultyProvider first;
    private FaultyProvider second;
    private Gateway one;
    private Gateway other;

    @BeforeEach
    void start() throws IOException {
        server = RedisServer.start(folder);
        first = FaultyProvider.openAi().start();
        second = FaultyProvider.openAi().start();
        one = gateway();
        other = gateway();
    }

    private Gateway gateway() throws IOException {
        return Gateway.start("""
                pointsman:
                  state: { redis: "%s", timeout: 1s }
                  providers:
                    first: { wire: openai, url: "%s" }
                    second: { wire: openai, url: "%s" }
                  models:
                    - { id: a, provider: first, price: { input: 1, output: 2 } }
                    - { id: b, provider: second, price: { input: 1, output: 2 } }
                  pools:
                    chat: { goal: ordered, primary: [a, b] }
                    cached: { goal: ordered, primary: [a], cache: { ttl: 10m, when: always } }
                """.formatted(server.uri(), first.url(), second.url()));
    }

    @AfterEach
    void end() {
        one.close();
        other.close();
        first.close();
        second.close();
        server.close();
    }

    @Test
    void aResponseOfOneGatewayIsContinuedAtTheOther() throws Exception {
        JsonNode answer = Gateway.json(one.post("/v1/responses", "{\"model\":\"chat\",\"input\":\"Hello\"}")
                .body());
        String id = answer.path("id").asText();
        until(() -> status(other, id) == 200);
        String next = "{\"model\":\"chat\",\"input\":\"Go on\",\"previous_response_id\":\"" + id + "\"}";
        assertThat(other.post("/v1/responses", next).statusCode()).isEqualTo(200);
        assertThat(first.requests().get(first.requestCount() - 1).body()).contains("Hello", "Go on");
    }

    @Test
    void anAnswerThatOneGatewayHasCachedIsUsedByTheOther() throws Exception {
        int stored = storedResponses();
        for (String stream : new String[] {"false", "true"}) {
            String body = Gateway.hello("\"model\":\"cached\",\"stream\":" + stream);
            String answer = one.post(Gateway.CHAT, body).body();
            int expected = ++stored;
            until(() -> storedResponses() == expected);
            HttpResponse<String> found = other.post(Gateway.CHAT, body);
            assertThat(found.headers().firstValue("X-Router-Cache")).hasValue("hit");
            assertThat(withoutCost(found.body())).isEqualTo(withoutCost(answer));
        }
        assertThat(first.requestCount()).isEqualTo(2);
    }

    private static String withoutCost(String body) {
        return body.replaceAll("\"cost\":[0-9.E-]+", "");
    }

    private int storedResponses() {
        URI address = URI.create(server.uri());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write("KEYS *:response:*\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader reply =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return Integer.parseInt(reply.readLine().substring(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCooldownAtOneGatewayHoldsAtTheOther() throws Exception {
        assertThat(other.ask().status()).isEqualTo(200);
        first.always(Fault.rateLimited());
        int before = first.requestCount();
        assertThat(one.ask().status()).isEqualTo(200);
        until(() -> coolsDown(other));
        int told = first.requestCount();
        for (int i = 0; i < 10; i++) {
            assertThat(other.ask().status()).isEqualTo(200);
        }
        assertThat(first.requestCount()).as("asked again by the other gateway").isEqualTo(told);
        assertThat(told).isGreaterThan(before);
    }

    @Test
    void bothServeWithoutTheServer() throws Exception {
        server.kill();
        for (int i = 0; i < 5; i++) {
            assertThat(one.ask().status()).isEqualTo(200);
            assertThat(other.ask().status()).isEqualTo(200);
        }
        server.hang();
        assertThat(one.ask().status()).isEqualTo(200);
    }

    private static boolean coolsDown(Gateway gateway) {
        return gateway.bean(ModelRouter.class).operations().snapshot().stream()
                .filter(model -> model.model().id().equals("a"))
                .anyMatch(model -> model.breaker().refusal() == Exclusion.Reason.COOLDOWN);
    }

    private static int status(Gateway gateway, String id) {
        try {
            return gateway.send("GET", "/v1/responses/" + id, "").statusCode();
        } catch (IOException | InterruptedException e) {
            return 0;
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
