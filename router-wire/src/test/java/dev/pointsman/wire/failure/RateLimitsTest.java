package dev.pointsman.wire.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.RateLimitReading;
import dev.pointsman.state.RateLimitReading.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
                Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", reset),
                Duration.ofMinutes(1));
        assertBoth(
                Map.of("anthropic-ratelimit-requests-remaining", "0", "anthropic-ratelimit-requests-reset", reset),
                Duration.ofMinutes(1));
    }

    @Test
    void anAbsurdSpanIsBounded() {
        assertThat(RateLimits.span("99999999999999999999d", NOW)).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void readingsOfOpenAiHaveLimitRestAndReset() {
        Map<String, String> headers = Map.of(
                "x-ratelimit-limit-requests", "5000",
                "x-ratelimit-remaining-requests", "4999",
                "x-ratelimit-reset-requests", "12ms",
                "x-ratelimit-limit-tokens", "160000",
                "x-ratelimit-remaining-tokens", "159976",
                "x-ratelimit-reset-tokens", "6m0s");
        assertThat(RateLimits.readings(headers::get, NOW))
                .containsExactly(
                        new RateLimitReading(Resource.REQUESTS, 5_000, 4_999, Duration.ofMillis(12)),
                        new RateLimitReading(Resource.TOKENS, 160_000, 159_976, Duration.ofMinutes(6)));
    }

    @Test
    void readingsOfAnthropicHaveTokensOfPromptsAndAnswers() {
        Map<String, String> headers = Map.of(
                "anthropic-ratelimit-input-tokens-limit", "50000",
                "anthropic-ratelimit-input-tokens-remaining", "49000",
                "anthropic-ratelimit-input-tokens-reset", "2026-03-01T12:00:30Z",
                "anthropic-ratelimit-output-tokens-limit", "10000",
                "anthropic-ratelimit-output-tokens-remaining", "10000",
                "anthropic-ratelimit-output-tokens-reset", "2026-03-01T11:59:00Z");
        assertThat(RateLimits.readings(headers::get, NOW))
                .containsExactly(
                        new RateLimitReading(Resource.INPUT_TOKENS, 50_000, 49_000, Duration.ofSeconds(30)),
                        new RateLimitReading(Resource.OUTPUT_TOKENS, 10_000, 10_000, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource(value = {"none, 5, 1s", "0, 0, 1s", "-5, 1, 1s", "5, -1, 1s", "5, none, 1s", "5, 1, soon", "9e9, 1, 1s"})
    void partsOfAReadingSayNothing(String limit, String remaining, String reset) {
        Map<String, String> headers = Map.of(
                "x-ratelimit-limit-requests", limit,
                "x-ratelimit-remaining-requests", remaining,
                "x-ratelimit-reset-requests", reset);
        assertThat(RateLimits.readings(headers::get, NOW)).isEmpty();
        assertThat(RateLimits.readings(Map.of("x-ratelimit-limit-requests", "5")::get, NOW))
                .isEmpty();
    }

    @Test
    void theLongestOfWhatIsUsedUpCounts() {
        Map<String, String> headers = Map.of(
                "x-ratelimit-remaining-requests",
                "0",
                "x-ratelimit-reset-requests",
                "120ms",
                "x-ratelimit-remaining-tokens",
                "0",
                "x-ratelimit-reset-tokens",
                "2s");
        assertBoth(headers, Duration.ofSeconds(2));
    }

    @Test
    void whatHasSomethingLeftDoesNotCount() {
        assertBoth(Map.of("x-ratelimit-remaining-tokens", "7", "x-ratelimit-reset-tokens", "2s"), null);
    }

    @Test
    void aResetWithoutACountIsAReasonForARefusalOnly() {
        Map<String, String> headers = Map.of("x-ratelimit-reset-tokens", "2s");
        assertThat(RateLimits.wait(429, headers::get, NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(RateLimits.spent(headers::get, NOW)).isNull();
    }

    @Test
    void datesOfAnthropicAreRead() {
        assertBoth(
                Map.of(
                        "anthropic-ratelimit-input-tokens-remaining",
                        "0",
                        "anthropic-ratelimit-input-tokens-reset",
                        "2026-03-01T12:00:30Z"),
                Duration.ofSeconds(30));
        assertBoth(
                Map.of(
                        "anthropic-ratelimit-requests-remaining",
                        "0",
                        "anthropic-ratelimit-requests-reset",
                        "2026-03-01T13:00:00+02:00"),
                Duration.ZERO);
        assertBoth(
                Map.of("anthropic-ratelimit-requests-remaining", "0", "anthropic-ratelimit-requests-reset", "tomorrow"),
                null);
    }

    private static void assertBoth(Map<String, String> headers, @Nullable Duration expected) {
        assertThat(RateLimits.wait(429, headers::get, NOW)).isEqualTo(expected);
        assertThat(RateLimits.spent(headers::get, NOW)).isEqualTo(expected);
    }
}
