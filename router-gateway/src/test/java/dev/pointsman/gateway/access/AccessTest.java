package dev.pointsman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.gateway.Gateway;
import dev.pointsman.gateway.Machine;
import dev.pointsman.gateway.response.RouterHeaders;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and pages by which the gateway may be called, on every path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private final Gateway gateway = Gateway.start();

    @AfterAll
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models",
                "/health",
                "/health/readiness",
                "/prometheus",
                "/pointsman",
                "/pointsman/ui",
                "/embedded",
                "/nowhere",
                "/"
            })
    void aForeignNameIsRefusedOnEveryPath(String path) throws Exception {
        assertThat(gateway.raw("GET " + path + " HTTP/1.1", "rebound.example:8080"))
                .startsWith("HTTP/1.1 403")
                .contains("\"code\":\"host_not_allowed\"", "gateway.hosts")
                .doesNotContain("rebound", "aurora");
    }

    @Test
    void aForeignNameIsRefusedForChatToo() throws Exception {
        String body = Gateway.HELLO;
        assertThat(gateway.raw(
                        "POST /v1/chat/completions HTTP/1.1\r\nContent-Length: " + body.length(),
                        "rebound.example",
                        body))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST:8080", "localhost.", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8080"})
    void theMachinesOwnNamesAreAccepted(String host) throws Exception {
        assertThat(gateway.raw("GET /v1/models HTTP/1.1", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "localhost.evil.example",
                "evil.localhost",
                "user@localhost",
                "localhost:80:80",
                "::1",
                "127.0.0.1.example",
                "localhost/",
                "localhost,evil.example"
            })
    void whatOnlyLooksLikeThemIsNot(String host) throws Exception {
        assertThat(gateway.raw("GET /v1/models HTTP/1.1", host)).doesNotStartWith("HTTP/1.1 2");
    }

    @Test
    void aMissingOrSecondNameIsRefused() throws Exception {
        assertThat(gateway.raw("GET /v1/models HTTP/1.0", null)).startsWith("HTTP/1.0 400");
        assertThat(gateway.raw("GET /v1/models HTTP/1.1\r\nHost: localhost", "evil.example"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @CsvSource({
        "https://elsewhere.example, 403",
        "http://localhost:3000, 403",
        "http://localhost.elsewhere.example, 403",
        "null, 403",
        "http://localhost, 200",
        "https://LOCALHOST, 200"
    })
    void onlyTheGatewaysOwnPagesMayCall(String origin, int status) throws Exception {
        for (String path : List.of("/v1/models", "/health", "/prometheus")) {
            assertThat(gateway.raw("GET " + path + " HTTP/1.1\r\nOrigin: " + origin))
                    .as(path)
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void namesAndPagesCanBeAdded() throws Exception {
        try (Gateway open = Gateway.start(Map.of(
                "gateway.hosts",
                List.of("Gateway.Example"),
                "gateway.origins",
                List.of("https://chat.example", "chrome-extension://abc")))) {
            assertThat(open.raw("GET /v1/models HTTP/1.1", "gateway.example:80"))
                    .startsWith("HTTP/1.1 200");
            assertThat(open.raw("GET /v1/models HTTP/1.1", "other.example")).startsWith("HTTP/1.1 403");
            assertThat(open.raw("GET /v1/models HTTP/1.1\r\nOrigin: https://chat.example"))
                    .startsWith("HTTP/1.1 200");
            assertThat(open.raw("GET /v1/models HTTP/1.1\r\nOrigin: chrome-extension://abc"))
                    .startsWith("HTTP/1.1 200");
            assertThat(open.raw("GET /v1/models HTTP/1.1\r\nOrigin: http://chat.example"))
                    .startsWith("HTTP/1.1 403");
            assertThat(open.raw("GET /pointsman HTTP/1.1", "gateway.example"))
                    .as("an added name makes no operator")
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void byDefaultOnlyThisMachineCanConnect() throws Exception {
        assertThat(gateway.bean(ListenAddresses.class).isLoopbackOnly()).isTrue();
        assertThat(gateway.address("")).startsWith("http://127.0.0.1:");
        for (String address : Machine.otherAddresses()) {
            assertThat(Machine.accepts(address, gateway.port())).as(address).isFalse();
        }
    }

    @Test
    void aGatewayForTheNetworkKnowsItsAddressesAndItsConfiguredNames() throws Exception {
        try (Gateway open =
                Gateway.start(Map.of("micronaut.server.host", "0.0.0.0", "gateway.hosts", "gateway.example,two"))) {
            for (String host : List.of("10.1.2.3:8080", "[fd00::1]:8080", "localhost", "gateway.example", "two")) {
                assertThat(open.raw("GET /v1/models HTTP/1.1", host)).as(host).startsWith("HTTP/1.1 200");
            }
            assertThat(open.raw("GET /v1/models HTTP/1.1", "rebound.example")).startsWith("HTTP/1.1 403");
            assertThat(open.raw("GET /pointsman HTTP/1.1"))
                    .as("nobody is local any more")
                    .startsWith("HTTP/1.1 401");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.hosts, https://gateway.example, gateway.hosts[0]",
        "gateway.hosts, a b, gateway.hosts[0]",
        "gateway.origins, gateway.example, gateway.origins[0]",
        "gateway.origins, https://a.example/path, gateway.origins[0]",
        "gateway.operators.token, short, gateway.operators.token: 5 characters",
        "gateway.operators.token-file, /nowhere/at/all, gateway.operators.token-file"
    })
    void aWrongSettingStopsTheStart(String key, String value, String message) {
        assertThatThrownBy(() -> Gateway.start(Map.of(key, value)).close())
                .satisfies(thrown -> assertThat(Gateway.mistake(thrown))
                        .hasValueSatisfying(told -> assertThat(told)
                                .contains(message, "(expected: ")
                                .doesNotContain("token: short")));
    }

    @Test
    void differentGoalsInOneRequestAreRefusedByName() throws Exception {
        for (String path : List.of(Gateway.CHAT, "/v1/embeddings")) {
            String body = path.equals(Gateway.CHAT) ? Gateway.HELLO : "{\"model\":\"embed\",\"input\":\"x\"}";
            HttpResponse<String> response =
                    gateway.post(path, body, RouterHeaders.GOAL, "cost", RouterHeaders.GOAL, "speed");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("X-Router-Goal: 2 different values (expected: one)");
            assertThat(gateway.post(path, body, RouterHeaders.GOAL, "cost", RouterHeaders.GOAL, "cost")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTagIsOneShortText() throws Exception {
        assertThat(gateway.post(Gateway.CHAT, Gateway.HELLO, "X-Router-Tag", "summary")
                        .statusCode())
                .isEqualTo(200);
        assertRefused(
                gateway.post(Gateway.CHAT, Gateway.HELLO, "X-Router-Tag", "t".repeat(65)),
                "X-Router-Tag: 65 characters (expected: once, 1 to 64 visible ASCII characters)");
        assertRefused(
                gateway.post(Gateway.CHAT, Gateway.HELLO, "X-Router-Tag", "a", "X-Router-Tag", "b"),
                "X-Router-Tag: twice");
    }

    @Test
    void whatIsTooLongIsNotEchoed() throws Exception {
        assertRefused(
                gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"" + "m".repeat(5 << 20) + "\"")), "model: ");
        assertRefused(gateway.post(Gateway.CHAT, Gateway.HELLO, RouterHeaders.GOAL, "g".repeat(4000)), "X-Router-Goal");
        HttpResponse<String> nowhere = gateway.send("GET", "/" + "p".repeat(4000), "");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).hasSizeLessThan(1000);
    }

    private static void assertRefused(HttpResponse<String> response, String words) throws IOException {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).hasSizeLessThan(1000).contains(words, "(expected: ");
    }
}
