package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "1s, 1000",
        "6m0s, 360000",
        "120ms, 120",
        "1.5s, 1500",
        "1h2m3s, 3723000",
        "1d, 86400000",
        "17, 17000",
        "0s, 0",
        "6m, 360000"
    })
    void spansOfOpenAiAreRead(String span, long millis) {
        assertThat(RateLimits.span(span, NOW)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1s", "-3", "NaN", "''", "1s2h", "s"})
    void otherSpansSayNothing(String span) {
        assertThat(RateLimits.span(span, NOW)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1772366460", "1772366460000", "1772366460.0"})
    void aTimeSinceTheEpochIsNoSpan(String reset) {
        assertThat(RateLimits.span(reset, NOW)).isEqualTo(Duration.ofMinutes(1));
        assertBoth(
                HttpResponse.ok()
                        .header("x-ratelimit-remaining-requests", "0")
                        .header("x-ratelimit-reset-requests", reset),
                Duration.ofMinutes(1));
        assertBoth(
                HttpResponse.ok()
                        .header("anthropic-ratelimit-requests-remaining", "0")
                        .header("anthropic-ratelimit-requests-reset", reset),
                Duration.ofMinutes(1));
    }

    @Test
    void anAbsurdSpanIsBounded() {
        assertThat(RateLimits.span("99999999999999999999d", NOW)).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void theLongestOfWhatIsUsedUpCounts() {
        var headers = HttpResponse.ok()
                .header("x-ratelimit-remaining-requests", "0")
                .header("x-ratelimit-reset-requests", "120ms")
                .header("x-ratelimit-remaining-tokens", "0")
                .header("x-ratelimit-reset-tokens", "2s");
        assertBoth(headers, Duration.ofSeconds(2));
    }

    @Test
    void whatHasSomethingLeftDoesNotCount() {
        assertBoth(
                HttpResponse.ok().header("x-ratelimit-remaining-tokens", "7").header("x-ratelimit-reset-tokens", "2s"),
                null);
    }

    @Test
    void aResetWithoutACountIsAReasonForARefusalOnly() {
        var headers = HttpResponse.ok().header("x-ratelimit-reset-tokens", "2s");
        assertThat(RateLimits.wait(429, headers.getHeaders(), NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(RateLimits.spent(headers.getHeaders(), NOW)).isNull();
    }

    @Test
    void datesOfAnthropicAreRead() {
        assertBoth(
                HttpResponse.ok()
                        .header("anthropic-ratelimit-input-tokens-remaining", "0")
                        .header("anthropic-ratelimit-input-tokens-reset", "2026-03-01T12:00:30Z"),
                Duration.ofSeconds(30));
        assertBoth(
                HttpResponse.ok()
                        .header("anthropic-ratelimit-requests-remaining", "0")
                        .header("anthropic-ratelimit-requests-reset", "2026-03-01T13:00:00+02:00"),
                Duration.ZERO);
        assertBoth(
                HttpResponse.ok()
                        .header("anthropic-ratelimit-requests-remaining", "0")
                        .header("anthropic-ratelimit-requests-reset", "tomorrow"),
                null);
    }

    private static void assertBoth(MutableHttpResponse<?> answer, @Nullable Duration expected) {
        assertThat(RateLimits.wait(429, answer.getHeaders(), NOW)).isEqualTo(expected);
        assertThat(RateLimits.spent(answer.getHeaders(), NOW)).isEqualTo(expected);
    }
}
