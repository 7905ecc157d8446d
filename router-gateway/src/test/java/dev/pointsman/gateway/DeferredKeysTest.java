package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.testkit.Fault;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of deferred calls, those of callers and the one that encrypts, and settings that stop the start. */
class DeferredKeysTest extends DeferredCallsFixture {
    private static final String OPERATOR = "Bearer " + "operator-".repeat(5);

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
