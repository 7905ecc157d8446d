package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.testkit.FaultyProvider;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Tenant of a request, by its header. */
class TenantTest {
    private static final String TENANT = "X-Router-Tenant";

    private final Logger audit = (Logger) LoggerFactory.getLogger("dev.pointsman.audit");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final FaultyProvider provider =
            FaultyProvider.openAi().text("hello").start();
    private Path decisions;
    private Gateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        decisions = folder.resolve("decisions.jsonl");
        lines.start();
        audit.setLevel(Level.INFO);
        audit.addAppender(lines);
        gateway = Gateway.start("""
                pointsman:
                  providers: { acme: { wire: openai, url: "%s" } }
                  models:
                    - { id: golden, provider: acme, tenants: [gold] }
                    - { id: plain, provider: acme }
                  pools: { chat: { goal: ordered, primary: [golden, plain] } }
                  audit: { enabled: true }
                  decision-log: { enabled: true, path: "%s", policy: demo, tenant: hashed, salt: "0123456789abcdef0123456789abcdef" }
                """.formatted(provider.url(), decisions));
    }

    @AfterEach
    void leave() {
        gateway.close();
        audit.detachAppender(lines);
        audit.setLevel(null);
        provider.close();
    }

    @Test
    void aTenantGetsItsModelsAndNobodyElseDoes() throws Exception {
        assertThat(gateway.ask(TENANT, "gold").model()).isEqualTo("golden");
        assertThat(gateway.stream(TENANT, " gold ").model()).isEqualTo("golden");
        assertThat(gateway.ask(TENANT, "silver").model()).isEqualTo("plain");
        assertThat(gateway.ask().model()).isEqualTo("plain");
    }

    @Test
    void aTenantIsInTheAuditAndItsHashInTheDecisionLog() throws Exception {
        gateway.ask(TENANT, "gold");
        gateway.ask(TENANT, "gold");
        gateway.ask(TENANT, "silver");
        gateway.ask();
        gateway.close(); // what is not yet written is written now
        assertThat(lines.list)
                .extracting(line ->
                        Gateway.json(line.getFormattedMessage()).path("tenant").asText(""))
                .containsExactly("gold", "gold", "silver", "");
        String log = Files.readString(decisions);
        assertThat(log).doesNotContain("gold\"", "silver");
        assertThat(log.lines()
                        .map(line -> Gateway.json(line).at("/context/tenant").asText(""))
                        .filter(hash -> !hash.isEmpty())
                        .distinct())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", "LONG"})
    void aTenantThatFitsNoLogIsRefused(String tenant) throws Exception {
        String value = tenant.equals("LONG") ? "x".repeat(129) : tenant;
        HttpResponse<String> response = gateway.post(Gateway.CHAT, Gateway.HELLO, TENANT, value);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(response.body()).at("/error/message").asText())
                .startsWith("X-Router-Tenant: ")
                .endsWith("(expected: once, 1 to 128 visible ASCII characters)");
        assertThat(provider.requestCount()).isZero();
    }

    @Test
    void twoTenantsAreRefused() throws Exception {
        HttpResponse<String> response = gateway.post(Gateway.CHAT, Gateway.HELLO, TENANT, "gold", TENANT, "silver");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(gateway.post("/v1/embeddings", "{\"input\":\"x\"}", TENANT, "gold", TENANT, "silver")
                        .statusCode())
                .isEqualTo(400);
    }
}
