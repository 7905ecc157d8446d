package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Gateway that defers calls to a queue in a file, with one provider and a clock that can be moved. */
abstract class DeferredCallsFixture {
    static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static final String TENANT = "X-Router-Tenant";
    static final String[] ACME = {TENANT, "acme", "Prefer", "respond-async"};
    private static final String DEFERRED = "/v1/deferred/";

    @TempDir
    Path folder;

    final FaultyProvider provider = FaultyProvider.openAi().text("late answer").start();
    final ShiftedTime time = new ShiftedTime();
    Gateway gateway;

    void start(String more) throws IOException {
        gateway = Gateway.start(configuration(more), Map.of(), time, time.nanos());
    }

    String configuration(String more) {
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

    static final String TENANTS = """
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

    HttpResponse<String> deferred(String path, String body) throws Exception {
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

    static String address(HttpResponse<String> accepted) {
        return accepted.headers().firstValue("Location").orElseThrow();
    }

    HttpResponse<String> answer(String address) throws Exception {
        HttpResponse<String> found = gateway.send("GET", address, "", TENANT, "acme");
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (found.statusCode() == 202 && System.nanoTime() - end < 0) {
            assertThat(found.headers().firstValue("Retry-After")).isPresent();
            Thread.sleep(50);
            found = gateway.send("GET", address, "", TENANT, "acme");
        }
        return found;
    }

    String file() throws IOException {
        return new String(Files.readAllBytes(folder.resolve("state")), StandardCharsets.ISO_8859_1);
    }
}
