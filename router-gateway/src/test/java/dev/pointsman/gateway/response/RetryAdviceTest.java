package dev.pointsman.gateway.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.Gateway;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors of calls that no model answers: kind, time of the next try and excluded models. */
class RetryAdviceTest {
    private final FaultyProvider first = FaultyProvider.openAi().start();
    private final FaultyProvider second = FaultyProvider.openAi().start();
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = Gateway.start("""
                pointsman:
                  providers:
                    a: { wire: openai, url: "%s" }
                    b: { wire: openai, url: "%s" }
                  models:
                    - { id: one, provider: a }
                    - { id: two, provider: b }
                    - { id: golden, provider: b, tenants: [gold] }
                  pools: { chat: { goal: ordered, primary: [one, two, golden] } }
                """.formatted(first.url(), second.url()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        first.close();
        second.close();
    }

    @Test
    void rateLimitsEverywhereStayARateLimitWithTheSoonestEnd() throws Exception {
        first.always(Fault.rateLimited().retryAfter("20"));
        second.always(Fault.rateLimited().retryAfter("9"));
        HttpResponse<String> tried = ask();
        assertThat(tried.statusCode()).isEqualTo(429);
        assertThat(seconds(tried)).isBetween(7L, 9L);
        assertThat(tried.headers().firstValue("x-should-retry")).hasValue("false");
        assertThat(error(tried).path("code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(error(tried).path("retryable").asBoolean()).isTrue();
        assertThat(error(tried).path("retry_after").asDouble()).isBetween(6.0, 9.0);
        assertThat(excluded(tried)).containsExactly("one rate-limited", "two rate-limited");

        int asked = first.requestCount() + second.requestCount();
        HttpResponse<String> next = ask();
        assertThat(next.statusCode()).isEqualTo(429);
        assertThat(error(next).path("code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(seconds(next)).isBetween(5L, 9L);
        assertThat(next.headers().firstValue("x-should-retry")).isEmpty();
        assertThat(excluded(next)).containsExactly("one cooldown", "two cooldown");
        assertThat(first.requestCount() + second.requestCount()).isEqualTo(asked);
    }

    @Test
    void aLongWaitIsCappedInTheHeaderAndTrueInTheBody() throws Exception {
        first.always(Fault.rateLimited().retryAfter("600"));
        second.always(Fault.rateLimited().retryAfter("600"));
        ask();
        HttpResponse<String> next = ask();
        assertThat(next.statusCode()).isEqualTo(429);
        assertThat(seconds(next)).isEqualTo(60);
        assertThat(error(next).path("retry_after").asDouble()).isBetween(200.0, 600.0);
        assertThat(next.headers().firstValue("x-should-retry")).hasValue("false");
    }

    @Test
    void failuresOfEveryModelAreNotToBeRepeatedAtOnce() throws Exception {
        first.always(Fault.status(503));
        second.always(Fault.status(503));
        HttpResponse<String> failed = ask();
        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(failed.headers().firstValue("x-should-retry")).hasValue("false");
        assertThat(error(failed).path("retryable").asBoolean()).isTrue();
        assertThat(excluded(failed)).containsExactly("one server-error", "two server-error");
        assertThat(error(failed).path("code").asText()).isEqualTo("server_error");
    }

    @Test
    void refusedRequestsKeepCodeAndParameterOfTheProvider() throws Exception {
        first.always(Fault.status(400)
                .body(
                        "application/json",
                        "{\"error\":{\"message\":\"too high\",\"type\":\"invalid_request_error\","
                                + "\"param\":\"messages[0].name\",\"code\":\"invalid_value\"}}"));
        JsonNode error = error(ask());
        assertThat(error.path("code").asText()).isEqualTo("invalid_value");
        assertThat(error.path("param").asText()).isEqualTo("messages[0].name");
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    }

    @Test
    void sentencesAndTypesAreNoCodes() throws Exception {
        first.always(Fault.status(400)
                .body(
                        "application/json",
                        "{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\","
                                + "\"param\":\"the prompt: my secret\",\"code\":null}}"));
        JsonNode error = error(ask());
        assertThat(error.path("code").isNull()).isTrue();
        assertThat(error.path("param").isNull()).isTrue();
    }

    @Test
    void aMistakeOfTheRequestIsNotRetryable() throws Exception {
        HttpResponse<String> refused = gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"none\""));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(error(refused).path("retryable").asBoolean(true)).isFalse();
        assertThat(error(refused).has("retry_after")).isFalse();
        assertThat(error(refused).has("excluded_by")).isFalse();
    }

    @Test
    void modelsOfOtherTenantsAreNotNamed() throws Exception {
        first.always(Fault.rateLimited().retryAfter("9"));
        second.always(Fault.rateLimited().retryAfter("9"));
        ask();
        assertThat(ask().body()).contains("one", "two").doesNotContain("golden");
        assertThat(gateway.post(Gateway.CHAT, Gateway.HELLO, RouterHeaders.TENANT, "gold")
                        .body())
                .contains("one");
    }

    private HttpResponse<String> ask() throws Exception {
        return gateway.post(Gateway.CHAT, Gateway.HELLO);
    }

    private static long seconds(HttpResponse<?> response) {
        return response.headers().firstValueAsLong("Retry-After").orElse(-1);
    }

    private static JsonNode error(HttpResponse<String> response) {
        return Gateway.json(response.body()).path("error");
    }

    private static List<String> excluded(HttpResponse<String> response) {
        List<String> excluded = new ArrayList<>();
        error(response)
                .path("excluded_by")
                .forEach(one -> excluded.add(
                        one.path("model").asText() + " " + one.path("reason").asText()));
        return excluded;
    }
}
