package dev.pointsman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.gateway.Gateway;
import dev.pointsman.gateway.response.ErrorResponses;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.AuthenticationRequest;
import io.micronaut.security.authentication.AuthenticationResponse;
import io.micronaut.security.authentication.provider.HttpRequestAuthenticationProvider;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** The gateway with Micronaut's security beside it, which then decides alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("secured")
@Timeout(60)
class SecuredGatewayTest {
    private static final String TOKEN = "a-secret-of-operators";
    private static final String HOLD = "{\"model\":\"cirrus-embed\"}";

    private final Gateway gateway = Gateway.start(secured(Map.of()));

    @AfterAll
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /pointsman, 401, 403, 200",
        "GET, /pointsman/ui, 401, 403, 200",
        "POST, /pointsman/hold, 401, 403, 200",
        "GET, /prometheus, 401, 403, 200",
        "GET, /v1/models, 401, 200, 200",
        "GET, /embedded, 401, 403, 403",
        "GET, /health, 200, 200, 200"
    })
    void usersSeeWhatTheirRolesOpen(String method, String path, int anonymous, int user, int operator)
            throws Exception {
        String body = method.equals("POST") ? HOLD : "";
        assertThat(gateway.send(method, path, body).statusCode()).isEqualTo(anonymous);
        assertThat(gateway.send(method, path, body, as("user")).statusCode()).isEqualTo(user);
        assertThat(gateway.send(method, path, body, as("stranger", "wrong")).statusCode())
                .isEqualTo(path.equals("/health") ? 200 : 401);
        assertThat(gateway.send(method, path, body, as("operator")).statusCode())
                .isEqualTo(operator);
    }

    @Test
    void theGatewaysOwnTokenHasNoSay() throws Exception {
        assertThat(gateway.send("GET", "/pointsman", "", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aRefusalIsAnAnswerAndNoFaultOfTheGateway() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(ErrorResponses.class);
        lines.start();
        log.addAppender(lines);
        try {
            HttpResponse<String> unknown = gateway.post("/pointsman/hold", HOLD);
            assertThat(Gateway.json(unknown.body()).at("/error/code").asText()).isEqualTo("unauthorized");
            assertThat(unknown.headers().firstValue("WWW-Authenticate")).isPresent();
            HttpResponse<String> forbidden = gateway.post("/pointsman/hold", HOLD, as("user"));
            assertThat(Gateway.json(forbidden.body()).at("/error/code").asText())
                    .isEqualTo("forbidden");
            assertThat(lines.list).isEmpty();
        } finally {
            log.detachAppender(lines);
        }
    }

    @Test
    void detailsOfHealthAreForKnownUsers() throws Exception {
        assertThat(gateway.send("GET", "/health", "").body()).contains("\"details\":null");
        assertThat(gateway.send("GET", "/health", "", as("operator")).body()).contains("pointsman");
    }

    @Test
    void aChangeIsRecordedUnderTheUsersName() throws Exception {
        HttpResponse<String> held = gateway.post("/pointsman/hold", HOLD, as("operator"));
        assertThat(Gateway.json(held.body()).path("who").asText()).isEqualTo("operator");
    }

    @Test
    void foreignNamesAndPagesAreRefusedFirst() throws Exception {
        assertThat(gateway.raw("GET /health HTTP/1.1", "evil.example")).startsWith("HTTP/1.1 403");
        assertThat(gateway.send("GET", "/v1/models", "", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void rolesCanBeNamed() throws Exception {
        try (Gateway other = Gateway.start(secured(Map.of("gateway.operators.roles", List.of("sre", "user"))))) {
            assertThat(other.send("GET", "/pointsman", "", as("user")).statusCode())
                    .isEqualTo(200);
            assertThat(other.send("GET", "/pointsman", "", as("operator")).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void whereSecurityIsSwitchedOffTheGatewaysOwnRuleHolds() throws Exception {
        for (String off : List.of("micronaut.security.enabled", "micronaut.security.filter.enabled")) {
            try (Gateway other = Gateway.start(secured(Map.of(off, false)))) {
                assertThat(other.send("GET", "/pointsman", "", "Via", "1.1 x").statusCode())
                        .as(off)
                        .isEqualTo(401);
                assertThat(other.send("GET", "/pointsman", "", "Authorization", "Bearer " + TOKEN)
                                .statusCode())
                        .as(off)
                        .isEqualTo(200);
            }
        }
    }

    private static Map<String, Object> secured(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "spec", "secured",
                "gateway.operators.token", TOKEN,
                "micronaut.security.intercept-url-map[0].pattern", "/v1/**",
                "micronaut.security.intercept-url-map[0].access[0]", "isAuthenticated()"));
        all.putAll(more);
        return all;
    }

    private static String[] as(String user) {
        return as(user, "right");
    }

    private static String[] as(String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new String[] {"Authorization", "Basic " + credentials};
    }

    /** Knows every user who has the right password; a user's role is called like the user. */
    @Singleton
    @Requires(property = "spec", value = "secured")
    static class Users<B> implements HttpRequestAuthenticationProvider<B> {
        @Override
        public AuthenticationResponse authenticate(
                @Nullable HttpRequest<B> request, AuthenticationRequest<String, String> credentials) {
            return credentials.getSecret().equals("right")
                    ? AuthenticationResponse.success(credentials.getIdentity(), List.of(credentials.getIdentity()))
                    : AuthenticationResponse.failure();
        }
    }
}
