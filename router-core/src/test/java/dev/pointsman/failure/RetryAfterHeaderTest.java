package dev.pointsman.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryAfterHeaderTest {
    private static final String NOON = "Sun, 06 Nov 1994 12:00:00 GMT";

    @Test
    void secondsAndMillisecondsAreRead() {
        assertThat(of(Map.of("retry-after", " 7 "))).isEqualTo(Duration.ofSeconds(7));
        assertThat(of(Map.of("retry-after", "7", "retry-after-ms", "1500"))).isEqualTo(Duration.ofMillis(1500));
        assertThat(of(Map.of("retry-after", "1e30"))).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void aDateIsComparedWithTheDateOfTheResponse() {
        String later = "Sun, 06 Nov 1994 12:00:30 GMT";

        assertThat(of(Map.of("retry-after", later, "date", NOON))).isEqualTo(Duration.ofSeconds(30));
        assertThat(of(Map.of("retry-after", NOON, "date", later))).isZero();
        assertThat(of(Map.of("retry-after", later))).isNull();
    }

    @Test
    void otherValuesAreNone() {
        for (String value : new String[] {"", "soon", "-1", "NaN"}) {
            assertThat(of(Map.of("retry-after", value, "date", NOON))).as(value).isNull();
        }
        assertThat(of(Map.of())).isNull();
    }

    private static @Nullable Duration of(Map<String, String> headers) {
        return RetryAfterHeader.of(headers::get);
    }
}
