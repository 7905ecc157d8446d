package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.Fault;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls that no model can serve now are answered later, over HTTP, with the queue in a file. */
class DeferredCallsTest extends DeferredCallsFixture {
    @Test
    void aCallIsAnsweredWhenItsProviderReturns() throws Exception {
        start(TENANTS);
        provider.always(Fault.status(503));
        String prompt = "my secret prompt";
        HttpResponse<String> chat = deferred(Gateway.CHAT, Gateway.HELLO.replace("Hello", prompt));
        HttpResponse<String> messages =
                deferred("/v1/messages", "{\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");
        HttpResponse<String> responses = deferred("/v1/responses", "{\"input\":\"a\",\"store\":false}");
        assertThat(gateway.send("GET", address(chat), "", TENANT, "acme").statusCode())
                .isEqualTo(202);
        for (String[] other : new String[][] {{TENANT, "beta"}, {TENANT, "ACME"}, {}}) {
            for (String method : new String[] {"GET", "DELETE"}) {
                HttpResponse<String> foreign = gateway.send(method, address(chat), "", other);
                assertThat(foreign.statusCode()).isEqualTo(404);
                assertThat(foreign.body()).doesNotContain("secret");
            }
        }
        assertThat(file()).doesNotContain("secret prompt");
        provider.heal();
        HttpResponse<String> answered = answer(address(chat));
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        assertThat(Gateway.json(answered.body())
                        .at("/choices/0/message/content")
                        .asText())
                .isEqualTo("late answer");
        assertThat(answered.headers().firstValue("X-Router-Model")).hasValue("m");
        assertThat(answered.headers().firstValue("X-Router-Deferred-Lost-Runs")).isEmpty();
        assertThat(Gateway.json(answer(address(messages)).body())
                        .at("/content/0/text")
                        .asText())
                .isEqualTo("late answer");
        assertThat(Gateway.json(answer(address(responses)).body())
                        .at("/output/0/content/0/text")
                        .asText())
                .isEqualTo("late answer");
        assertThat(file()).doesNotContain("late answer");
        assertCharged(3);
        HttpResponse<String> removed = gateway.send("DELETE", address(chat), "", TENANT, "acme");
        assertThat(removed.statusCode()).isEqualTo(200);
        assertThat(gateway.send("GET", address(chat), "", TENANT, "acme").statusCode())
                .isEqualTo(404);
    }

    /** The usage has each call once, and so has the budget. */
    private void assertCharged(int calls) throws Exception {
        JsonNode usage = Gateway.json(
                gateway.send("GET", "/v1/usage?by=model", "", TENANT, "acme").body());
        JsonNode totals = usage.path("total");
        assertThat(totals.path("calls").asInt()).as(usage.toString()).isEqualTo(calls);
        double cost = totals.path("cost_usd").asDouble();
        assertThat(cost).isPositive();
        double spent = 0;
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (Math.abs(spent - cost) > 1e-6 && System.nanoTime() - end < 0) {
            Thread.sleep(50); // the instance's share is reported several times a second
            JsonNode limit = Gateway.json(
                            gateway.send("GET", "/v1/usage", "", TENANT, "acme").body())
                    .at("/limits/0");
            spent = (limit.path("amount").asLong() - limit.path("left").asLong()) * 1e-6;
        }
        assertThat(spent).as("spent of the budget").isCloseTo(cost, within(1e-6));
    }

    @Test
    void aCallIsRefusedAsBeforeUnlessPoolAndCallerAllowIt() throws Exception {
        start(TENANTS);
        provider.always(Fault.status(503));
        String chat = Gateway.hello("\"model\":\"chat\"");
        assertThat(gateway.post(Gateway.CHAT, chat, TENANT, "acme").statusCode())
                .isGreaterThanOrEqualTo(500);
        assertThat(gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"plain\""), ACME)
                        .statusCode())
                .isGreaterThanOrEqualTo(500);
        assertThat(gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"chat\",\"stream\":true"), ACME)
                        .statusCode())
                .isGreaterThanOrEqualTo(500);
        assertThat(gateway.post(Gateway.CHAT, chat, TENANT, "acme", "Prefer", "wait=10, respond-async")
                        .statusCode())
                .isEqualTo(202);
        provider.heal();
        provider.script(Fault.status(400));
        assertThat(gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"unknown\""), ACME)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSpentBudgetDefersACallUntilItRenews() throws Exception {
        start("""
                  tenants:
                    acme: { budgets: [ { usd: 0.5, per: day } ] }
                gateway: { defer: { key: "%s" } }
                """.formatted(KEY));
        HttpResponse<String> served = gateway.post(Gateway.CHAT, Gateway.HELLO, ACME);
        for (int i = 0; served.statusCode() == 200 && i < 50; i++) {
            served = gateway.post(Gateway.CHAT, Gateway.HELLO, ACME);
        }
        assertThat(served.statusCode()).isEqualTo(202);
        String limited =
                gateway.post(Gateway.CHAT, Gateway.HELLO, TENANT, "acme").body();
        assertThat(limited).contains("budget_spent");
        int before = provider.requestCount();
        Thread.sleep(1000); // a run
        assertThat(gateway.send("GET", address(served), "", TENANT, "acme").statusCode())
                .isEqualTo(202);
        assertThat(provider.requestCount()).isEqualTo(before);
        time.pass(Duration.ofDays(1));
        assertThat(answer(address(served)).statusCode()).isEqualTo(200);
        assertThat(provider.requestCount()).isEqualTo(before + 1);
    }

    @Test
    void aCallThatIsWrongEndsWithItsError() throws Exception {
        start(TENANTS);
        provider.next(Fault.status(503), Fault.status(400), Fault.status(400));
        HttpResponse<String> answer = answer(address(deferred(Gateway.CHAT, Gateway.HELLO)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\"");
    }

    @Test
    void aCallThatIsNeverServedExpiresAndAFullQueueRefuses() throws Exception {
        start(TENANTS.replace("key:", "expire: 2s, at-most: 1, key:"));
        provider.always(Fault.status(503));
        HttpResponse<String> accepted = deferred(Gateway.CHAT, Gateway.HELLO);
        assertThat(gateway.post(Gateway.CHAT, Gateway.HELLO, ACME).statusCode()).isBetween(500, 503);
        HttpResponse<String> answer = answer(address(accepted));
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("deferred_call_expired");
        JsonNode figures = Gateway.json(gateway.send("GET", "/deferred", "").body());
        assertThat(figures.path("accepted").asInt()).isEqualTo(1);
        assertThat(figures.path("refused").asInt()).isEqualTo(1);
        assertThat(figures.path("expired").asInt()).isEqualTo(1);
        assertThat(gateway.send("GET", "/health", "").body()).contains("\"deferred\"");
        String metrics = gateway.send("GET", "/prometheus", "").body();
        assertThat(metrics).contains("pointsman_deferred_calls_total{pointsman_event=\"expired\"} 1.0");
        assertThat(metrics).contains("pointsman_deferred_waiting", "pointsman_deferred_oldest_seconds");
    }

    @Test
    void aCancelledCallIsNotRun() throws Exception {
        start(TENANTS);
        provider.always(Fault.status(503));
        HttpResponse<String> accepted = deferred(Gateway.CHAT, Gateway.HELLO);
        assertThat(gateway.send("DELETE", address(accepted), "", TENANT, "acme").statusCode())
                .isEqualTo(200);
        provider.heal();
        int before = provider.requestCount();
        Thread.sleep(1500);
        assertThat(provider.requestCount()).isEqualTo(before);
        assertThat(gateway.send("GET", address(accepted), "", TENANT, "acme").statusCode())
                .isEqualTo(404);
    }
}
