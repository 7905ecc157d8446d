package dev.pointsman.micronaut.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.management.endpoint.EndpointSensitivityProcessor;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthenticationRequest;
import io.micronaut.security.authentication.AuthenticationResponse;
import io.micronaut.security.authentication.provider.HttpRequestAuthenticationProvider;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.security.rules.SensitiveEndpointRule;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Read and write access, with and without Micronaut's security. */
class AccessTest {
    private static final String HOLD = "{\"model\":\"swift\"}";
    private static final Map<String, Object> SECURED = Map.of("micronaut.security.enabled", true, "spec", "guarded");

    @Test
    void withoutSecurityNobodyGetsAnythingUnlessItIsSaidNotToBeSensitive() throws Exception {
        try (ManagementApp station = ManagementApp.closed(Map.of())) {
            assertThat(station.get("/pointsman").statusCode()).isEqualTo(401);
            assertThat(station.get("/pointsman").body()).doesNotContain("swift");
            assertThat(station.get("/pointsman/explain").statusCode()).isEqualTo(401);
            assertThat(station.post("/pointsman/hold", HOLD).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void withoutSecurityChangesAreOffUnlessConfigurationAllowsThem() throws Exception {
        try (ManagementApp station = ManagementApp.closed(Map.of("endpoints.pointsman.sensitive", false))) {
            assertThat(station.get("/pointsman").statusCode()).isEqualTo(200);
            HttpResponse<String> response = station.post("/pointsman/hold", HOLD);
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(ManagementApp.json(response).path("message").asText())
                    .contains("pointsman.endpoint.writes: true");
            assertThat(station.read("/pointsman").path("holds")).isEmpty();
        }
    }

    @Test
    void theEndpointCanBeTurnedOff() throws Exception {
        try (ManagementApp station = ManagementApp.closed(
                Map.of("endpoints.pointsman.enabled", false, "endpoints.pointsman.sensitive", false))) {
            assertThat(station.get("/pointsman").statusCode()).isEqualTo(404);
            assertThat(station.ask()).startsWith("from ");
        }
    }

    @Test
    void withSecurityOnlyThoseItKnowsReadAndChange() throws Exception {
        try (ManagementApp station = ManagementApp.closed(SECURED)) {
            assertThat(station.get("/pointsman").statusCode()).isEqualTo(401);
            assertThat(station.get("/pointsman/explain").statusCode()).isEqualTo(401);
            assertThat(station.post("/pointsman/hold", HOLD).statusCode()).isEqualTo(401);
            assertThat(station.get("/pointsman", as("ann", "wrong")).statusCode())
                    .isEqualTo(401);
            assertThat(station.get("/pointsman", as("ann", "right")).statusCode())
                    .isEqualTo(200);

            HttpResponse<String> held = station.post("/pointsman/hold", HOLD, as("ann", "right"));
            assertThat(held.statusCode()).isEqualTo(200);
            assertThat(ManagementApp.json(held).path("who").asText()).isEqualTo("ann");
            assertThat(ManagementApp.json(held).path("from").asText()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void withSecurityStrangersChangeNothingEvenWhereTheyMayRead() throws Exception {
        try (ManagementApp station = ManagementApp.closed(Map.of(
                "micronaut.security.enabled", true, "spec", "guarded", "endpoints.pointsman.sensitive", false))) {
            assertThat(station.get("/pointsman").statusCode()).isEqualTo(200);
            assertThat(station.post("/pointsman/hold", HOLD).statusCode()).isEqualTo(403);
            assertThat(station.post("/pointsman/hold", HOLD, as("ann", "right")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void changesCanBeTurnedOffForEverybody() throws Exception {
        try (ManagementApp station = ManagementApp.closed(
                Map.of("micronaut.security.enabled", true, "spec", "guarded", "pointsman.endpoint.writes", false))) {
            HttpResponse<String> response = station.post("/pointsman/hold", HOLD, as("ann", "right"));
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(ManagementApp.json(response).path("message").asText())
                    .isEqualTo("changes are off: pointsman.endpoint.writes is false");
        }
    }

    private static String[] as(String name, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new String[] {"Authorization", "Basic " + credentials};
    }

    /** Authenticates every user with the right password. */
    @Singleton
    @Requires(property = "spec", value = "guarded")
    static class Gate<B> implements HttpRequestAuthenticationProvider<B> {
        @Override
        public AuthenticationResponse authenticate(
                @Nullable HttpRequest<B> request, AuthenticationRequest<String, String> credentials) {
            return credentials.getSecret().equals("right")
                    ? AuthenticationResponse.success(credentials.getIdentity())
                    : AuthenticationResponse.failure();
        }
    }

    /** Micronaut's security denies access to sensitive endpoints until the application grants it. */
    @Singleton
    @Replaces(SensitiveEndpointRule.class)
    @Requires(property = "spec", value = "guarded")
    static class Known extends SensitiveEndpointRule {
        Known(EndpointSensitivityProcessor processor) {
            super(processor);
        }

        @Override
        protected Publisher<SecurityRuleResult> checkSensitiveAuthenticated(
                HttpRequest<?> request, Authentication authentication, ExecutableMethod<?, ?> method) {
            return Mono.just(SecurityRuleResult.ALLOWED);
        }
    }
}
