package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tenants stay apart where calls take unusual ways: hedges, failover, panic, stale answers, stored responses, sessions,
 * explanations and the text of errors. Each is shown to work for the tenant that may, and not for the other one.
 */
class TenantsShareNothingTest {
    private static final String TENANT = "X-Router-Tenant";
    private static final String SECRET = "secret-model";
    private static final FaultyProvider OPEN =
            FaultyProvider.openAi().text("open").start();
    private static final FaultyProvider OTHER =
            FaultyProvider.openAi().text("other").start();
    private static final FaultyProvider CACHING =
            FaultyProvider.openAi().promptCache(1024, Duration.ofMinutes(5)).start();
    private static Gateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = Gateway.start("""
                endpoints: { pointsman: { sensitive: false } }
                pointsman:
                  providers:
                    open: { wire: openai, url: "%s" }
                    other: { wire: openai, url: "%s" }
                    caching: { wire: openai, url: "%s" }
                  models:
                    - { id: plain, provider: open, price: { input: 1, output: 1 } }
                    - { id: lonely, provider: open, price: { input: 1, output: 1 } }
                    - { id: remembered, provider: open, price: { input: 1, output: 1 } }
                    - { id: kept, provider: caching, price: { input: 2, output: 2, cached: 0.2 } }
                    - { id: %s, provider: other, price: { input: 1, output: 1 } }
                  pools:
                    hedged: { goal: ordered, primary: [plain, %s], hedge: { enabled: true, after: 20ms, budget: 1 } }
                    panic: { goal: ordered, primary: [lonely, %s], failover: { retry-same: 0 } }
                    old: { goal: ordered, primary: [remembered], failover: { when-exhausted: stale, retry-same: 0 } }
                    sessions: { primary: [kept] }
                  tenants:
                    acme: {}
                    beta: { models: { deny: [%s] } }
                """.formatted(OPEN.url(), OTHER.url(), CACHING.url(), SECRET, SECRET, SECRET, SECRET));
    }

    @BeforeEach
    void heal() {
        OPEN.heal();
        OTHER.heal();
    }

    @AfterAll
    static void end() {
        gateway.close();
        OPEN.close();
        OTHER.close();
        CACHING.close();
    }

    private static HttpResponse<String> ask(String fields, String tenant) throws Exception {
        return gateway.post(Gateway.CHAT, Gateway.hello(fields), TENANT, tenant);
    }

    @Test
    void aHedgeGoesToNoModelThatIsDenied() throws Exception {
        OPEN.always(Fault.slowHeaders(Duration.ofMillis(300)));
        int before = OTHER.requestCount();
        String fields = "\"model\":\"hedged\",\"stream\":true";
        assertThat(ask(fields, "beta").body()).contains("open");
        assertThat(OTHER.requestCount()).isEqualTo(before);
        OPEN.always(Fault.slowHeaders(Duration.ofSeconds(5))); // long after the hedge
        assertThat(ask(fields, "acme").body()).contains("other");
        assertThat(OTHER.requestCount()).isEqualTo(before + 1);
    }

    @Test
    void failoverAndPanicGoToNoModelThatIsDeniedAndErrorsDoNotNameIt() throws Exception {
        OPEN.always(Fault.status(503));
        int before = OTHER.requestCount();
        for (int i = 0; i < 8; i++) { // the breaker opens, then the last resort
            for (String stream : new String[] {"false", "true"}) {
                HttpResponse<String> refused = ask("\"model\":\"panic\",\"stream\":" + stream, "beta");
                assertThat(refused.statusCode()).isGreaterThanOrEqualTo(500);
                assertThat(refused.body()).doesNotContain(SECRET);
                assertThat(refused.headers().map().toString()).doesNotContain(SECRET);
            }
        }
        HttpResponse<String> messages = gateway.post(
                "/v1/messages",
                "{\"model\":\"panic\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
                TENANT,
                "beta");
        assertThat(messages.body()).contains("error").doesNotContain(SECRET);
        assertThat(OTHER.requestCount()).isEqualTo(before);
        assertThat(ask("\"model\":\"panic\"", "acme").body()).contains("other");
    }

    @Test
    void aStaleAnswerIsForTheTenantThatAskedBefore() throws Exception {
        assertThat(ask("\"model\":\"old\"", "acme").statusCode()).isEqualTo(200);
        OPEN.always(Fault.status(503));
        HttpResponse<String> own = ask("\"model\":\"old\"", "acme");
        assertThat(own.headers().firstValue("X-Router-Stale")).hasValue("true");
        for (String tenant : new String[] {"beta", "unknown"}) {
            assertThat(ask("\"model\":\"old\"", tenant).statusCode()).isGreaterThanOrEqualTo(500);
        }
        assertThat(gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"old\""))
                        .statusCode())
                .isGreaterThanOrEqualTo(500);
    }

    @Test
    void aStoredResponseIsForTheTenantThatMadeIt() throws Exception {
        String id = Gateway.json(gateway.post(
                                "/v1/responses", "{\"model\":\"sessions\",\"input\":\"my secret\"}", TENANT, "acme")
                        .body())
                .path("id")
                .asText();
        String next = "{\"model\":\"sessions\",\"input\":\"Go on\",\"previous_response_id\":\"" + id + "\"}";
        for (String tenant : new String[] {"beta", "ACME"}) {
            for (String path : new String[] {"/v1/responses/" + id, "/v1/responses/" + id + "/input_items"}) {
                HttpResponse<String> found = gateway.send("GET", path, "", TENANT, tenant);
                assertThat(found.statusCode()).isEqualTo(404);
                assertThat(found.body()).doesNotContain("my secret");
            }
            assertThat(gateway.send("DELETE", "/v1/responses/" + id, "", TENANT, tenant)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(gateway.post("/v1/responses", next, TENANT, tenant).statusCode())
                    .isEqualTo(400);
        }
        assertThat(gateway.post("/v1/responses", next, TENANT, "acme").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSessionIsKnownToItsTenantOnly() throws Exception {
        for (int i = 0; i < 2; i++) {
            gateway.post(
                    Gateway.CHAT,
                    Gateway.hello("\"model\":\"sessions\"").replace("Hello", "Find a book. ".repeat(1_000)),
                    TENANT,
                    "acme",
                    "X-Router-Session",
                    "same-name");
        }
        assertThat(knowsSession("acme")).isTrue();
        assertThat(knowsSession("beta")).isFalse();
        assertThat(knowsSession("")).isFalse();
    }

    private static boolean knowsSession(String tenant) throws Exception {
        String who = tenant.isEmpty() ? "" : "&tenant=" + tenant;
        HttpResponse<String> explained =
                gateway.send("GET", "/pointsman/explain?pool=sessions&session=same-name&inputTokens=9000" + who, "");
        assertThat(explained.statusCode()).isEqualTo(200);
        JsonNode first = Gateway.json(explained.body()).at("/candidates/0");
        assertThat(first.path("model").asText()).isEqualTo("kept");
        return first.at("/cached/home").asBoolean();
    }

    @Test
    void anExplanationForATenantNamesItsModelsOnly() throws Exception {
        assertThat(explanation("acme")).contains(SECRET);
        JsonNode denied = Gateway.json(explanation("beta"));
        assertThat(denied.path("candidates").toString()).contains("plain").doesNotContain(SECRET);
    }

    private static String explanation(String tenant) throws Exception {
        return gateway.send("GET", "/pointsman/explain?pool=hedged&tenant=" + tenant, "")
                .body();
    }

    @Test
    void aReportIsOfTheOwnTenantWhateverIsAsked() throws Exception {
        assertThat(ask("\"model\":\"sessions\"", "acme").statusCode()).isEqualTo(200);
        for (String query : new String[] {"?tenant=acme", "?by=tenant", "?by=tenant,key,model,day,goal"}) {
            HttpResponse<String> report = gateway.send("GET", "/v1/usage" + query, "", TENANT, "beta");
            assertThat(report.statusCode()).isEqualTo(200);
            assertThat(report.body()).as(query).doesNotContain("acme", SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme, beta", "acme,", "acme%20", "Acme", "acme\u0000", "acme;beta", "../acme"})
    void aNameThatIsAlmostAnotherOneIsNotThatOne(String name) throws Exception {
        String report = "GET /v1/usage?by=tenant HTTP/1.1\r\n" + TENANT + ": " + name;
        assertThat(gateway.raw(report)).startsWith("HTTP/1.1 400").doesNotContain("\"tenant\":\"acme\"");
    }

    @Test
    void onlyTheHeaderNamesATenant() throws Exception {
        String[] elsewhere = {
            "GET /v1/usage?tenant=acme HTTP/1.1",
            "GET /v1/usage HTTP/1.1\r\nX_Router_Tenant: acme",
            "GET /v1/usage HTTP/1.1\r\nX-Tenant: acme",
            "GET /v1/usage HTTP/1.1\r\nCookie: X-Router-Tenant=acme",
        };
        for (String head : elsewhere) {
            assertThat(gateway.raw(head)).as(head).startsWith("HTTP/1.1 400").contains("tenant: none");
        }
    }
}
