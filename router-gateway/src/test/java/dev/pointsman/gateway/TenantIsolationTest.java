package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.micronaut.tenant.KeyHashes;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two tenants with keys at one gateway: neither sees, uses or pays anything of the other. */
class TenantIsolationTest {
    private static final String KEYS = "x-api-key";
    private static final String OPERATOR = "0123456789abcdef";
    private static final String ACME = key();
    private static final String BETA = key();
    private static final String OLD = key();
    private static final FaultyProvider PROVIDER =
            FaultyProvider.openAi().text("hello").start();
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.pointsman");
    private static final ListAppender<ILoggingEvent> LINES = new ListAppender<>();
    private static Gateway gateway;

    private static String key() {
        return KeyHashes.newKey(new SecureRandom());
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        LINES.start();
        LOG.addAppender(LINES);
        LOG.setLevel(Level.TRACE);
        LOG.setAdditive(false); // the lines are for this test alone
        gateway = Gateway.start("""
                gateway: { operators: { token: "%s" }, keys: { file: "%s" } }
                pointsman:
                  providers: { p: { wire: openai, url: "%s" } }
                  models:
                    - { id: golden, provider: p, price: { input: 1000, output: 1000 } }
                    - { id: plain, provider: p, price: { input: 1, output: 1 } }
                  pools:
                    rich: { goal: ordered, primary: [golden] }
                    cheap: { goal: ordered, primary: [plain] }
                  tenants:
                    acme:
                      pools: [rich, cheap]
                      budgets: [ { usd: 0.001, per: month, models: [golden] } ]
                      keys:
                        - { id: ci, hash: "%s" }
                        - { id: old, hash: "%s", expires: 2020-01-31 }
                    beta:
                      pools: [cheap]
                      limits: { requests: 3/1h }
                      keys: [ { id: app, hash: "%s" } ]
                """.formatted(
                        OPERATOR,
                        folder.resolve("keys.json"),
                        PROVIDER.url(),
                        KeyHashes.hash(ACME),
                        KeyHashes.hash(OLD),
                        KeyHashes.hash(BETA)));
    }

    @AfterAll
    static void leave() {
        gateway.close();
        PROVIDER.close();
        LOG.detachAppender(LINES);
        LOG.setLevel(null);
        LOG.setAdditive(true);
        assertThat(LINES.list).isNotEmpty();
        LINES.list.forEach(line -> assertThat(line.getFormattedMessage()).doesNotContain(ACME, BETA, OLD));
    }

    private static HttpResponse<String> ask(String model, String... headers) throws Exception {
        return gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"" + model + "\",\"max_tokens\":10"), headers);
    }

    private static String code(HttpResponse<String> response) {
        return Gateway.json(response.body()).at("/error/code").asText();
    }

    @Test
    void eitherHeaderAuthenticates() throws Exception {
        assertThat(ask("cheap", KEYS, ACME).statusCode()).isEqualTo(200);
        assertThat(ask("cheap", "Authorization", "Bearer " + ACME).statusCode()).isEqualTo(200);
        assertThat(ask("cheap", "Authorization", "bearer " + ACME, KEYS, ACME).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRequestWithoutOneValidKeyIsRefused() throws Exception {
        String[][] wrong = {
            {},
            {KEYS, ""},
            {KEYS, "pm-unknown"},
            {KEYS, OLD},
            {KEYS, "x".repeat(5_000)},
            {KEYS, ACME, KEYS, BETA},
            {"Authorization", "Bearer " + ACME, KEYS, BETA},
            {"Authorization", "Bearer " + ACME, "Authorization", "Bearer " + BETA},
            {"Authorization", ACME},
            {"Authorization", "Bearer "},
            {"Authorization", "Basic " + ACME},
            {"Authorization", "Bearer " + OPERATOR},
            {KEYS, KeyHashes.hash(ACME)},
        };
        for (String[] headers : wrong) {
            HttpResponse<String> response = ask("cheap", headers);
            assertThat(response.statusCode()).as(String.join(" ", headers)).isEqualTo(401);
            assertThat(code(response)).isEqualTo("invalid_api_key");
        }
        assertThat(gateway.send("GET", "/v1/models", "").statusCode()).isEqualTo(401);
        assertThat(gateway.send("GET", "/v1/usage", "").statusCode()).isEqualTo(401);
        assertThat(gateway.send("GET", "/", "").statusCode()).isEqualTo(200);
        assertThat(gateway.send("GET", "/health", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aHeaderCannotNameAnotherTenant() throws Exception {
        assertThat(ask("cheap", KEYS, ACME, "X-Router-Tenant", "acme").statusCode())
                .isEqualTo(200);
        HttpResponse<String> response = ask("cheap", KEYS, ACME, "X-Router-Tenant", "beta");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(code(response)).isEqualTo("tenant_not_allowed");
        assertThat(ask("cheap", KEYS, ACME, "X-Router-Tenant", "acme", "X-Router-Tenant", "beta")
                        .statusCode())
                .isEqualTo(400);
        for (String name : new String[] {"", " ", "a".repeat(500), "acme beta", "acme,\tbeta"}) {
            assertThat(ask("cheap", KEYS, ACME, "X-Router-Tenant", name).statusCode())
                    .as(name)
                    .isEqualTo(400);
        }
        for (String name : new String[] {"ACME", "acme,beta", "acme/", "%61cme"}) {
            assertThat(ask("cheap", KEYS, ACME, "X-Router-Tenant", name).statusCode())
                    .as(name)
                    .isEqualTo(403);
        }
    }

    @Test
    void namesOfOthersAreUnknown() throws Exception {
        for (String name : new String[] {"rich", "golden", "none"}) {
            HttpResponse<String> response = ask(name, KEYS, BETA);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(code(response)).isEqualTo("model_not_found");
            assertThat(response.body()).doesNotContain(name.equals("golden") ? "rich" : "golden");
        }
        assertThat(gateway.send("GET", "/v1/models", "", KEYS, BETA).body())
                .contains("cheap", "plain")
                .doesNotContain("rich", "golden");
        assertThat(gateway.send("GET", "/v1/models/golden", "", KEYS, BETA).statusCode())
                .isEqualTo(404);
        assertThat(gateway.send("GET", "/v1/models", "", KEYS, ACME).body()).contains("rich", "golden");
        assertThat(gateway.post(
                                "/v1/messages/count_tokens",
                                "{\"model\":\"golden\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
                                KEYS,
                                BETA)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void limitsAndBudgetsRefuseInTheFormatOfEachClient() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("cheap", KEYS, BETA).statusCode()).isEqualTo(200);
        }
        HttpResponse<String> limited = ask("cheap", KEYS, BETA);
        assertThat(limited.statusCode()).isEqualTo(429);
        JsonNode error = Gateway.json(limited.body()).path("error");
        assertThat(error.path("type").asText()).isEqualTo("rate_limit_error");
        assertThat(error.path("code").asText()).isEqualTo("requests_limit");
        assertThat(error.path("limit").asText()).isEqualTo("requests: 3/1h");
        assertThat(error.path("retryable").asBoolean()).isTrue();
        assertThat(error.path("retry_after").asDouble()).isBetween(3_000.0, 3_600.0);
        assertThat(limited.headers().firstValue("Retry-After")).isPresent();
        assertThat(limited.headers().firstValue("X-Router-Model")).isEmpty();

        HttpResponse<String> anthropic = gateway.post(
                "/v1/messages",
                "{\"model\":\"cheap\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
                KEYS,
                BETA);
        assertThat(anthropic.statusCode()).isEqualTo(429);
        assertThat(Gateway.json(anthropic.body()).path("type").asText()).isEqualTo("error");
        assertThat(Gateway.json(anthropic.body()).at("/error/type").asText()).isEqualTo("rate_limit_error");

        HttpResponse<String> spent = ask("rich", KEYS, ACME);
        assertThat(spent.statusCode()).isEqualTo(402);
        assertThat(code(spent)).isEqualTo("budget_spent");
        assertThat(Gateway.json(spent.body()).at("/error/limit").asText()).isEqualTo("usd: 0.001/month for [golden]");
        assertThat(ask("cheap", KEYS, ACME).statusCode()).isEqualTo(200);
    }

    @Test
    void operatorsMakeAndRevokeKeysAtOnce() throws Exception {
        String body = "{\"tenant\":\"acme\",\"id\":\"laptop\",\"expires\":\"2099-12-31\"}";
        assertThat(gateway.post("/keys", body).statusCode()).isEqualTo(401);
        assertThat(gateway.post("/keys", body, "Authorization", "Bearer " + ACME)
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> made = gateway.post("/keys", body, "Authorization", "Bearer " + OPERATOR);
        assertThat(made.statusCode()).isEqualTo(201);
        String key = Gateway.json(made.body()).path("key").asText();
        assertThat(ask("cheap", KEYS, key).statusCode()).isEqualTo(200);
        assertThat(gateway.post("/keys", body, "Authorization", "Bearer " + OPERATOR)
                        .statusCode())
                .isEqualTo(400);
        String list = gateway.send("GET", "/keys", "", "Authorization", "Bearer " + OPERATOR)
                .body();
        assertThat(list).contains("laptop", "ci", "app").doesNotContain(key, "sha256");
        assertThat(gateway.send("DELETE", "/keys/acme/laptop", "", "Authorization", "Bearer " + OPERATOR)
                        .statusCode())
                .isEqualTo(204);
        assertThat(ask("cheap", KEYS, key).statusCode()).isEqualTo(401);
    }

    @Test
    void usageIsShownToItsTenantAndToOperators() throws Exception {
        assertThat(ask("cheap", KEYS, ACME).statusCode()).isEqualTo(200);
        HttpResponse<String> own = gateway.send("GET", "/v1/usage?by=key,model", "", KEYS, ACME);
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body())
                .contains("\"acme\"", "\"ci\"", "plain", "usd: 0.001/month")
                .doesNotContain("beta", "app");
        assertThat(Gateway.json(own.body()).at("/total/cost_usd").asDouble()).isPositive();
        assertThat(gateway.send("GET", "/v1/usage?by=wish", "", KEYS, ACME).statusCode())
                .isEqualTo(400);
        for (String path : new String[] {
            "/usage",
            "/usage?tenant=beta",
            "/pointsman",
            "/pointsman/explain?pool=cheap",
            "/pointsman/ui",
            "/keys",
            "/prometheus"
        }) {
            assertThat(gateway.send("GET", path, "", KEYS, ACME).statusCode())
                    .as(path)
                    .isEqualTo(401);
            assertThat(gateway.send("GET", path, "", "Authorization", "Bearer " + ACME)
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        HttpResponse<String> all =
                gateway.send("GET", "/usage?by=tenant&format=csv", "", "Authorization", "Bearer " + OPERATOR);
        assertThat(all.body()).startsWith("tenant,calls,failed,refused,").contains("\n\"acme\",");
    }
}
