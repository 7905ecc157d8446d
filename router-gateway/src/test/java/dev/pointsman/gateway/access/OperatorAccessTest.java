package dev.pointsman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.gateway.Gateway;
import dev.pointsman.gateway.Machine;
import dev.pointsman.testkit.FaultyProvider;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access of operators to a gateway that is no demonstration, whatever its paths and ports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class OperatorAccessTest {
    private static final String TOKEN = "a-secret-of-operators";
    private static final String HOLD = "{\"model\":\"m\"}";
    private static final String[] BEARER = {"Authorization", "Bearer " + TOKEN};

    private final FaultyProvider provider =
            FaultyProvider.openAi().text("hello").start();

    @AfterAll
    void close() {
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({
        "pointsman.ui.enabled, true, /pointsman, /health",
        "endpoints.all.path, /ops, /ops/pointsman, /ops/health",
        "endpoints.pointsman.path, /elsewhere, /elsewhere, /health",
        "endpoints.all.context-path, /inner, /inner/pointsman, /inner/health",
        "micronaut.server.context-path, /outer, /outer/pointsman, /outer/health"
    })
    void theRuleHoldsWhereverTheEndpointIs(String key, String value, String path, String health) throws Exception {
        try (Gateway gateway = start(Map.of(key, value))) {
            assertGuarded(gateway, path);
            assertThat(gateway.send("GET", health, "", "X-Forwarded-For", "10.0.0.1")
                            .body())
                    .as("status without details")
                    .contains("\"status\":\"UP\"")
                    .contains("\"details\":null");
            assertThat(gateway.send("GET", health, "", BEARER).body()).contains("pointsman");
            assertThat(gateway.raw("GET " + health + " HTTP/1.1", "evil.example"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void theRuleHoldsOnAPortOfItsOwn() throws Exception {
        int port = Machine.freePort();
        try (Gateway gateway = start(Map.of("endpoints.all.port", port))) {
            Gateway management = gateway.at(port);
            assertGuarded(management, "/pointsman");
            for (String address : Machine.otherAddresses()) {
                assertThat(Machine.accepts(address, port)).as(address).isFalse();
            }
            assertThat(gateway.send("GET", "/pointsman", "", BEARER).statusCode())
                    .as("not at the clients' port")
                    .isEqualTo(404);
        }
    }

    private static void assertGuarded(Gateway gateway, String path) throws Exception {
        String[] proxied = {"X-Forwarded-For", "10.0.0.1"};
        for (String read : List.of(path, path + "/health", path + "/explain", path + "/ui", path + "/ui/events")) {
            assertThat(gateway.send("GET", read, "", proxied).statusCode())
                    .as(read)
                    .isEqualTo(401);
            assertThat(gateway.raw("GET " + read + " HTTP/1.1", "evil.example"))
                    .as(read)
                    .startsWith("HTTP/1.1 403");
        }
        assertThat(gateway.post(path + "/hold", HOLD).statusCode())
                .as("a change without a token")
                .isEqualTo(401);
        assertThat(gateway.send("GET", path + "/actions", "", BEARER).body()).isEqualTo("[]");
        HttpResponse<String> held = gateway.post(path + "/hold", HOLD, BEARER);
        assertThat(held.statusCode()).as(held.body()).isEqualTo(200);
        assertThat(Gateway.json(held.body()).path("who").asText()).isEqualTo("operator");
        gateway.post(path + "/let-in", HOLD, BEARER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=10.0.0.1",
                "X-Forwarded-For: 10.0.0.1",
                "x-forwarded-proto: https",
                "Via: 1.1 proxy",
                "X-Real-IP: 10.0.0.1",
                "CF-Connecting-IP: 10.0.0.1"
            })
    void whatAProxySaysOfItselfMakesItNoOperator(String header) throws Exception {
        try (Gateway gateway = start(Map.of())) {
            assertThat(gateway.raw("GET /pointsman HTTP/1.1\r\n" + header)).startsWith("HTTP/1.1 401");
            assertThat(gateway.raw("GET /prometheus HTTP/1.1\r\n" + header)).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aProxyThatSaysNothingOfItselfIsNoneEither() throws Exception {
        try (Gateway gateway = start(Map.of())) {
            assertThat(gateway.raw("GET /pointsman HTTP/1.0\r\nConnection: close"))
                    .as("as nginx asks by default")
                    .startsWith("HTTP/1.0 401");
            assertThat(gateway.raw(
                            "POST /pointsman/hold HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
                                    + HOLD.length(),
                            "localhost",
                            HOLD))
                    .as("whatever it claims")
                    .startsWith("HTTP/1.1 401");
        }
        try (Gateway gateway = start(Map.of("gateway.operators.local-reads", false))) {
            assertThat(gateway.send("GET", "/pointsman", "").statusCode()).isEqualTo(401);
            assertThat(gateway.send("GET", "/pointsman", "", BEARER).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theTokenIsTakenEitherWayAndNoOtherIs() throws Exception {
        try (Gateway gateway = start(Map.of("gateway.operators.local-reads", false))) {
            assertThat(read(gateway, basic("ann:" + TOKEN))).isEqualTo(200);
            assertThat(read(gateway, "bearer  " + TOKEN)).isEqualTo(200);
            for (String wrong : List.of(
                    "Bearer",
                    "Bearer ",
                    "Bearer x",
                    "Bearer " + TOKEN + "x",
                    TOKEN,
                    "Basic ???",
                    basic("ann"),
                    basic(TOKEN + ":"))) {
                assertThat(read(gateway, wrong)).as(wrong).isEqualTo(401);
            }
            HttpResponse<String> refused = gateway.send("GET", "/pointsman", "");
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).contains("Bearer", "Basic"));
            assertThat(Gateway.json(refused.body()).at("/error/code").asText()).isEqualTo("unauthorized");
            assertThat(gateway.post(
                                    "/pointsman/hold",
                                    HOLD,
                                    "Authorization",
                                    "Bearer " + TOKEN,
                                    "Origin",
                                    "https://evil.example")
                            .statusCode())
                    .as("a browser that knows the token, on another site's page")
                    .isEqualTo(403);
        }
    }

    @Test
    void withoutATokenARandomOneLiesInAFileOfItsOwnersAlone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("token");
        Files.writeString(file, "old");
        Map<String, Object> more = new HashMap<>(Map.of("gateway.operators.token-file", file.toString()));
        String token;
        try (Gateway gateway = Gateway.start(configured(more))) {
            token = Files.readString(file);
            assertThat(token).hasSizeGreaterThan(40);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(gateway.post("/pointsman/hold", HOLD, "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(file).doesNotExist();
        try (Gateway gateway = Gateway.start(configured(Map.of()))) {
            Path temporary = gateway.bean(OperatorToken.class).file();
            assertThat(Files.readString(temporary)).isNotEqualTo(token);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whoMayMeasureIsMicronautsSetting() throws Exception {
        try (Gateway gateway = start(Map.of("endpoints.prometheus.sensitive", false))) {
            assertThat(gateway.send("GET", "/prometheus", "", "Via", "1.1 x").statusCode())
                    .isEqualTo(200);
            assertThat(gateway.raw("GET /prometheus HTTP/1.1", "evil.example")).startsWith("HTTP/1.1 403");
        }
        try (Gateway gateway = start(Map.of("endpoints.pointsman.sensitive", false))) {
            assertThat(gateway.send("GET", "/pointsman", "", "Via", "1.1 x").statusCode())
                    .isEqualTo(200);
            assertThat(gateway.post("/pointsman/hold", HOLD, "Via", "1.1 x").statusCode())
                    .as("a change by a stranger")
                    .isEqualTo(403);
        }
    }

    @Test
    void metricsAreForOperatorsUnlessTheyAreOpened() throws Exception {
        try (Gateway gateway = start(Map.of())) {
            for (String path : List.of("/metrics", "/metrics/jvm.memory.used")) {
                assertThat(gateway.send("GET", path, "", "Via", "1.1 x").statusCode())
                        .as(path)
                        .isEqualTo(401);
                assertThat(gateway.send("GET", path, "").statusCode()).as(path).isEqualTo(200);
            }
        }
        try (Gateway gateway = start(Map.of("endpoints.metrics.sensitive", false))) {
            assertThat(gateway.send("GET", "/metrics", "", "Via", "1.1 x").statusCode())
                    .isEqualTo(200);
        }
    }

    private static int read(Gateway gateway, String authorization) throws Exception {
        return gateway.send("GET", "/pointsman", "", "Authorization", authorization)
                .statusCode();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private Gateway start(Map<String, Object> more) {
        Map<String, Object> all = configured(more);
        all.put("gateway.operators.token", TOKEN);
        return Gateway.start(all);
    }

    private Map<String, Object> configured(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("gateway.demo", false);
        all.put("pointsman.providers.p.wire", "openai");
        all.put("pointsman.providers.p.url", provider.url());
        all.put("pointsman.models[0].id", "m");
        all.put("pointsman.models[0].provider", "p");
        all.put("pointsman.pools.chat.primary[0]", "m");
        return all;
    }
}
