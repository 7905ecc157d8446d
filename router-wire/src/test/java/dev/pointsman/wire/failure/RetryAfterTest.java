package dev.pointsman.wire.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | PT2S",
                "0 | PT0S",
                " 1.5 | PT1.5S",
                "403973 | PT403973S",
                "1e300 | P365D",
                "1767323105 | PT1M",
                "1767323105000 | PT1M",
                "1577836800 | PT0S",
                "Fri, 02 Jan 2026 03:04:35 GMT | PT30S",
                "Fri, 02 Jan 2026 03:00:00 GMT | PT0S",
                "Wed, 02 Jan 2999 03:00:00 GMT | P365D"
            })
    void secondsAndDatesAreWaits(String value, Duration wait) {
        assertThat(RetryAfter.of(value, NOW)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "", " ", "NaN", "1;2", "Fri, 99 Jan 2026 03:00:00 GMT"})
    void garbageIsNoWait(String value) {
        assertThat(RetryAfter.of(value, NOW)).isNull();
    }

    @Test
    void millisecondsArePreferred() {
        Map<String, String> headers = Map.of("retry-after-ms", "250", "retry-after", "1");
        assertThat(RetryAfter.of(headers::get, NOW)).isEqualTo(Duration.ofMillis(250));
    }
}
