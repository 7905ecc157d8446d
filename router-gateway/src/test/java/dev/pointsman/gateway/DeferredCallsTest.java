package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that no model can serve now are answered later, over HTTP, with the queue in a file. */
class DeferredCallsTest {
    static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OPERATOR = "Bearer " + "operator-".repeat(5);
    private static final String TENANT = "X-Router-Tenant";
    private static final String[] ACME = {TENANT, "acme", "Prefer", "respond-async"};
    private static final String DEFERRED = "/v1/deferred/";

    @TempDir
    Path folder;

    private final FaultyProvider provider =
            FaultyProvider.openAi().text("late answer").start();
    private final ShiftedTime time = new ShiftedTime();
    private Gateway gateway;

    private void start(String more) throws IOException {
        gateway = Gateway.start(configuration(more), Map.of(), time, time.nanos());
    }

    private String configuration(String more) {
        return """
                endpoints: { health: { details-visible: anonymous } }
                pointsman:
                  state: { file: "%s" }
                  providers: { acme: { wire: openai, url: "%s" } }
                  breaker: { open-for: 200ms }
                  models: [ { id: m, provider: acme, price: { input: 1000, output: 1000 } } ]
                  pools:
                    chat: { primary: [m], failover: { when-exhausted: defer, retry-same: 0 } }
                    plain: { primary: [m], failover: { retry-same: 0 } }
                """.formatted(folder.resolve("state"), provider.url()) + more;
    }

    private static final String TENANTS = """
              tenants:
                acme: { budgets: [ { usd: 1000, per: day } ] }
                beta: {}
            gateway: { defer: { key: "%s" } }
            """.formatted(KEY);

    @AfterEach
    void end() {
        if (gateway != null) {
            gateway.close();
        }
        provider.close();
    }

    private HttpResponse<String> deferred(String path, String body) throws Exception {
        HttpResponse<String> accepted = gateway.post(path, body, ACME);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        assertThat(accepted.headers().firstValue("Preference-Applied")).hasValue("respond-async");
        assertThat(Integer.parseInt(accepted.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
        JsonNode told = Gateway.json(accepted.body());
        assertThat(told.path("status").asText()).isEqualTo("waiting");
        assertThat(accepted.headers().firstValue("Location"))
                .hasValue(DEFERRED + told.path("id").asText());
        return accepted;
    }

    private static String address(HttpResponse<String> accepted) {
        return accepted.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> answer(String address) throws Exception {
        HttpResponse<String> found = gateway.send("GET", address, "", TENANT, "acme");
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (found.statusCode() == 202 && System.nanoTime() - end < 0) {
            assertThat(found.headers().firstValue("Retry-After")).isPresent();
            Thread.sleep(50);
            found = gateway.send("GET", address, "", TENANT, "acme");
        }
        return found;
    }

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

    private String file() throws IOException {
        return new String(Files.readAllBytes(folder.resolve("state")), StandardCharsets.ISO_8859_1);
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
    void aRevokedKeyEndsTheCallWithItsRefusal() throws Exception {
        start("""
                  tenants: { acme: {} }
                gateway:
                  defer: { key: "%s" }
                  keys: { file: "%s" }
                  operators: { token: "%s" }
                """.formatted(KEY, folder.resolve("keys.json"), OPERATOR.substring("Bearer ".length())));
        String key = made("one");
        String other = made("two");
        provider.always(Fault.status(503));
        HttpResponse<String> accepted =
                gateway.post(Gateway.CHAT, Gateway.HELLO, "x-api-key", key, "Prefer", "respond-async");
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(gateway.send("DELETE", "/keys/acme/one", "", "Authorization", OPERATOR)
                        .statusCode())
                .isEqualTo(204);
        assertThat(gateway.send("GET", address(accepted), "", "x-api-key", key).statusCode())
                .isEqualTo(401);
        int before = provider.requestCount();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        HttpResponse<String> found;
        do {
            Thread.sleep(50);
            found = gateway.send("GET", address(accepted), "", "x-api-key", other);
        } while (found.statusCode() == 202 && System.nanoTime() - end < 0);
        assertThat(found.statusCode()).isEqualTo(401);
        assertThat(found.body()).contains("invalid_api_key");
        assertThat(provider.requestCount()).isLessThanOrEqualTo(before + 1);
    }

    private String made(String id) throws Exception {
        HttpResponse<String> made =
                gateway.post("/keys", "{\"tenant\":\"acme\",\"id\":\"" + id + "\"}", "Authorization", OPERATOR);
        assertThat(made.statusCode()).as(made.body()).isBetween(200, 201);
        return Gateway.json(made.body()).path("key").asText();
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gateway: { demo: true }                     | gateway.defer.key: missing (expected: base64 of 32 random bytes
            gateway: { defer: { key: "c2VjcmV0" } }     | gateway.defer.key: *** (expected: base64 of 32 random bytes)
            gateway: { defer: { key: "sec ret!" } }     | gateway.defer.key: *** (expected: base64 of 32 random bytes)
            gateway: { defer: { expire: 0s } }          | gateway.defer.expire: PT0S (expected: > 0)
            gateway: { defer: { keep: 0s } }            | gateway.defer.keep: PT0S (expected: > 0)
            gateway: { defer: { workers: -1 } }         | gateway.defer.workers: -1 (expected: 0 to 1000)
            gateway: { defer: { at-most: 0 } }          | gateway.defer.at-most: 0 (expected: >= 1)
            gateway: { defer: { largest: 16MB } }       | gateway.defer.largest: 16777216 (expected: 1 to 15728640 bytes)
            gateway: { defer: { queue: 1 } }            | gateway.defer.queue: unknown
            """)
    void wrongSettingsStopTheStart(String settings, String mistake) {
        assertThatThrownBy(() -> start(settings))
                .satisfies(thrown -> assertThat(Gateway.mistake(thrown).orElseThrow())
                        .contains(mistake)
                        .doesNotContain("c2VjcmV0", "sec ret"));
    }

    @Test
    void aKeyWithoutAStateStopsTheStart() {
        String without = configuration(TENANTS).replaceFirst("  state:.*\n", "");
        assertThatThrownBy(() -> Gateway.start(without))
                .satisfies(thrown -> assertThat(Gateway.mistake(thrown).orElseThrow())
                        .contains("pointsman.state: missing (expected: redis or file"));
    }
}
