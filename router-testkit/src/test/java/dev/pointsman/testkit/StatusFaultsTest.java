package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.testkit.internal.protocol.JsonText;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusFaultsTest {
    private final FaultyProvider openAi = FaultyProvider.openAi().start();
    private final FaultyProvider anthropic = FaultyProvider.anthropic().start();

    @AfterEach
    void close() {
        openAi.close();
        anthropic.close();
    }

    private HttpResponse<String> openAi(Fault fault) throws Exception {
        openAi.script(fault);
        return new Client(openAi).chat(Client.OPENAI_STREAM);
    }

    private HttpResponse<String> anthropic(Fault fault) throws Exception {
        anthropic.script(fault);
        return new Client(anthropic).chat(Client.ANTHROPIC_STREAM);
    }

    private void assertOpenAi(Fault fault, int status, String type, String code) throws Exception {
        HttpResponse<String> response = openAi(fault);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JsonText.parse(response.body()).at("/error/type").asText()).isEqualTo(type);
        assertThat(JsonText.parse(response.body()).at("/error/code").asText()).isEqualTo(code);
        assertThat(JsonText.parse(response.body()).at("/error/message").asText())
                .isNotEmpty();
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    }

    private void assertAnthropic(Fault fault, int status, String type) throws Exception {
        HttpResponse<String> response = anthropic(fault);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JsonText.parse(response.body()).path("type").asText()).isEqualTo("error");
        assertThat(JsonText.parse(response.body()).at("/error/type").asText()).isEqualTo(type);
        assertThat(JsonText.parse(response.body()).at("/error/message").asText())
                .isNotEmpty();
    }

    @Test
    void openAiWordsItsErrors() throws Exception {
        String request = "invalid_request_error";
        assertOpenAi(Fault.contextLengthExceeded(), 400, request, "context_length_exceeded");
        assertOpenAi(Fault.contentPolicyViolation(), 400, request, "content_policy_violation");
        assertOpenAi(Fault.invalidRequest(), 400, request, "null");
        assertOpenAi(Fault.invalidKey(), 401, request, "invalid_api_key");
        assertOpenAi(Fault.forbidden(), 403, "request_forbidden", "unsupported_country_region_territory");
        assertOpenAi(Fault.modelNotFound(), 404, request, "model_not_found");
        assertOpenAi(Fault.insufficientQuota(), 429, "insufficient_quota", "insufficient_quota");
        assertOpenAi(Fault.rateLimited(), 429, "requests", "rate_limit_exceeded");
        assertOpenAi(Fault.tooLarge(), 413, request, "null");
        assertOpenAi(Fault.tokensPerMinute(), 413, "tokens", "rate_limit_exceeded");
        assertOpenAi(Fault.overloaded(), 503, "server_error", "null");
        assertOpenAi(Fault.status(500), 500, "server_error", "null");
        assertOpenAi(Fault.status(402), 402, "insufficient_quota", "insufficient_quota");
        assertOpenAi(Fault.status(422), 422, request, "null");
        assertOpenAi(Fault.status(522), 522, "server_error", "null");
    }

    @Test
    void anthropicWordsItsErrors() throws Exception {
        String request = "invalid_request_error";
        assertAnthropic(Fault.contextLengthExceeded(), 400, request);
        assertAnthropic(Fault.contentPolicyViolation(), 400, request);
        assertAnthropic(Fault.invalidRequest(), 400, request);
        assertAnthropic(Fault.invalidKey(), 401, "authentication_error");
        assertAnthropic(Fault.insufficientQuota(), 402, "billing_error");
        assertAnthropic(Fault.forbidden(), 403, "permission_error");
        assertAnthropic(Fault.modelNotFound(), 404, "not_found_error");
        assertAnthropic(Fault.tooLarge(), 413, "request_too_large");
        assertAnthropic(Fault.rateLimited(), 429, "rate_limit_error");
        assertAnthropic(Fault.tokensPerMinute(), 429, "rate_limit_error");
        assertAnthropic(Fault.status(500), 500, "api_error");
        assertAnthropic(Fault.overloaded(), 529, "overloaded_error");
        assertAnthropic(Fault.status(529), 529, "overloaded_error");
    }

    @Test
    void aStatusCarriesHeadersAndRetryAfter() throws Exception {
        HttpResponse<String> response =
                openAi(Fault.status(429).retryAfter("2").header("x-ratelimit-reset-requests", "2s"));
        assertThat(response.headers().firstValue("retry-after")).hasValue("2");
        assertThat(response.headers().firstValue("x-ratelimit-reset-requests")).hasValue("2s");
    }

    @Test
    void aStatusCarriesABodyOfOnesOwn() throws Exception {
        HttpResponse<String> response = openAi(Fault.status(502).body("text/plain", "bad gateway"));
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).isEqualTo("bad gateway");
        assertThat(response.headers().allValues("content-type")).containsExactly("text/plain");
    }

    @Test
    void aStatusCarriesAMessageOfOnesOwn() throws Exception {
        HttpResponse<String> response = anthropic(Fault.status(503, "back at noon"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(JsonText.parse(response.body()).at("/error/message").asText())
                .isEqualTo("back at noon");
    }

    @Test
    void aHealthyAnswerTellsWhatTheRateLimitsAllow() throws Exception {
        HttpResponse<String> response = openAi(Fault.none().remaining(7, 1000));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-ratelimit-remaining-requests"))
                .hasValue("7");
        assertThat(response.headers().firstValue("x-ratelimit-remaining-tokens"))
                .hasValue("1000");
        response = anthropic(Fault.none().remaining(7, 1000));
        assertThat(response.headers().firstValue("anthropic-ratelimit-requests-remaining"))
                .hasValue("7");
        assertThat(response.headers().firstValue("anthropic-ratelimit-tokens-remaining"))
                .hasValue("1000");
    }

    @Test
    void prefillIsRejectedAndTheRestIsAnswered() throws Exception {
        openAi.always(Fault.rejectsPrefill());
        anthropic.always(Fault.rejectsPrefill());
        String prefill = "{\"role\":\"assistant\",\"content\":\"tok0\"}";
        assertThat(new Client(openAi)
                        .chat(Client.ending(prefill, Client.OPENAI))
                        .statusCode())
                .isEqualTo(400);
        assertThat(new Client(anthropic)
                        .chat(Client.ending(prefill, Client.ANTHROPIC))
                        .statusCode())
                .isEqualTo(400);
        assertThat(new Client(openAi).chat(Client.OPENAI).statusCode()).isEqualTo(200);
        assertThat(new Client(anthropic).chat(Client.ANTHROPIC).statusCode()).isEqualTo(200);
    }

    @Test
    void bodiesWithStatus200AreNotAnswers() throws Exception {
        HttpResponse<String> bad = openAi(Fault.badJson());
        assertThat(bad.statusCode()).isEqualTo(200);
        assertThat(JsonText.parse(bad.body()).isMissingNode()).isTrue();
        HttpResponse<String> html = openAi(Fault.html());
        assertThat(html.statusCode()).isEqualTo(200);
        assertThat(html.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
        assertThat(html.body()).startsWith("<!doctype html>");
        HttpResponse<String> emptyStream = openAi(Fault.emptyBody());
        assertThat(emptyStream.headers().firstValue("content-type").orElseThrow())
                .startsWith("text/event-stream");
        assertThat(emptyStream.body()).isEmpty();
        openAi.next(Fault.emptyBody());
        HttpResponse<String> empty = new Client(openAi).chat(Client.OPENAI);
        assertThat(empty.headers().firstValue("content-length")).hasValue("0");
        assertThat(empty.body()).isEmpty();
    }

    @Test
    void nonsenseIsRefusedWhenItIsWritten() {
        assertThatThrownBy(() -> Fault.status(99)).hasMessage("status: 99 (expected: >= 200 and <= 599)");
        assertThatThrownBy(() -> Fault.resetAfter(-1)).hasMessage("tokens: -1 (expected: >= 0)");
        assertThatThrownBy(() -> Fault.slowHeaders(java.time.Duration.ofMillis(-1)))
                .hasMessageContaining("expected: >= 0");
        assertThatThrownBy(() -> FaultyProvider.openAi().tokens(-1)).hasMessage("tokens: -1 (expected: >= 0)");
        assertThatThrownBy(() -> FaultyProvider.openAi().toolCall("x", "[]")).hasMessageContaining("a JSON object");
    }
}
