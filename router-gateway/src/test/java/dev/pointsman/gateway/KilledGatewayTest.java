package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.internal.redis.RedisServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway that is killed while it runs deferred calls: the next one answers them, and the tenant is charged once. Redis
 * takes the time of a lease, 30 s, and is tested with {@code -Dkills.all=true} only.
 */
class KilledGatewayTest {
    private static final String[] ACME = {"X-Router-Tenant", "acme", "Prefer", "respond-async"};
    private static final int CALLS = 2;

    @TempDir
    Path folder;

    private final FaultyProvider provider =
            FaultyProvider.openAi().text("late answer").start();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void acceptedCallsAreAnsweredAfterAKill() throws Exception {
        answersAfterKill("file: \"" + folder.resolve("state") + "\"");
        if (Boolean.getBoolean("kills.all")) {
            try (RedisServer server = RedisServer.start(folder)) {
                answersAfterKill("redis: \"" + server.uri() + "\"");
            }
        }
    }

    private void answersAfterKill(String state) throws Exception {
        String yaml = """
                pointsman:
                  state: { %s }
                  providers: { acme: { wire: openai, url: "%s" } }
                  breaker: { open-for: 200ms }
                  models: [ { id: m, provider: acme, price: { input: 1000, output: 1000 } } ]
                  pools:
                    chat: { primary: [m], failover: { when-exhausted: defer, retry-same: 0 } }
                  tenants:
                    acme: { budgets: [ { usd: 1000, per: day } ] }
                gateway: { defer: { key: "%s" } }
                """.formatted(state, provider.url(), DeferredCallsFixture.KEY);
        provider.always(Fault.status(503));
        String[] addresses = new String[CALLS];
        try (StartedGateway first = StartedGateway.start(folder, yaml)) {
            for (int i = 0; i < CALLS; i++) {
                HttpResponse<String> accepted = first.send("POST", Gateway.CHAT, Gateway.HELLO, ACME);
                assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
                addresses[i] = accepted.headers().firstValue("Location").orElseThrow();
            }
            provider.always(Fault.slowHeaders(Duration.ofSeconds(50)));
            int before = provider.requestCount();
            provider.awaitRequests(before + 1, Duration.ofSeconds(60)); // a run has reached the provider
            first.kill();
        }
        provider.heal();
        try (StartedGateway second = StartedGateway.start(folder, yaml)) {
            int lost = 0;
            for (String address : addresses) {
                HttpResponse<String> answer = answer(second, address);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("late answer");
                lost += answer.headers()
                        .firstValue("X-Router-Deferred-Lost-Runs")
                        .map(Integer::parseInt)
                        .orElse(0);
            }
            assertThat(lost).isBetween(1, CALLS);
            JsonNode total = Gateway.json(second.send("GET", "/v1/usage", "", "X-Router-Tenant", "acme")
                            .body())
                    .path("total");
            assertThat(total.path("calls").asInt()).isEqualTo(CALLS);
        }
    }

    private static HttpResponse<String> answer(StartedGateway gateway, String address) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(100).toNanos();
        HttpResponse<String> found = gateway.send("GET", address, "", "X-Router-Tenant", "acme");
        while (found.statusCode() == 202 && System.nanoTime() - end < 0) {
            Thread.sleep(50);
            found = gateway.send("GET", address, "", "X-Router-Tenant", "acme");
        }
        return found;
    }
}
