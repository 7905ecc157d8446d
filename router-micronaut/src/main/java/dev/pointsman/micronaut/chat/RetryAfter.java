package dev.pointsman.micronaut.chat;

import io.micronaut.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads how long a provider asks to be left alone. */
final class RetryAfter {
    /** Longer waits mean the same as this one: not today. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private RetryAfter() {}

    /** The wait of {@code retry-after-ms} or {@code retry-after}; null when there is none that makes sense. */
    static @Nullable Duration of(HttpHeaders headers, Instant now) {
        Duration precise = millis(headers.get("retry-after-ms"), 1);
        return precise != null ? precise : of(headers.get("retry-after"), now);
    }

    static @Nullable Duration of(@Nullable String value, Instant now) {
        Duration seconds = seconds(value);
        return seconds != null || value == null ? seconds : untilDate(value.strip(), now);
    }

    /** A number of seconds; null when it is none, or negative. */
    static @Nullable Duration seconds(@Nullable String value) {
        return millis(value, 1000);
    }

    private static @Nullable Duration millis(@Nullable String value, double unitMillis) {
        if (value == null) {
            return null;
        }
        double millis;
        try {
            millis = Double.parseDouble(value.strip()) * unitMillis;
        } catch (NumberFormatException e) {
            return null;
        }
        // Not a number fails this comparison too.
        return millis >= 0 ? bounded(Duration.ofMillis((long) Math.min(millis, 1e15))) : null;
    }

    private static @Nullable Duration untilDate(String value, Instant now) {
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return bounded(Duration.between(now, date));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
