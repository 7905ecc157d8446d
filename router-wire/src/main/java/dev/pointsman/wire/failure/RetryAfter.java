package dev.pointsman.wire.failure;

import dev.pointsman.wire.failure.FailureReader.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Parser of the Retry-After headers. */
final class RetryAfter {
    /** Upper bound of delays. */
    private static final Duration LONGEST = Duration.ofDays(365);

    // Larger numbers than 31 years are times since the epoch, in seconds or milliseconds.
    private static final double FIRST_EPOCH_SECOND = 1e9; // in 2001
    private static final double FIRST_EPOCH_MILLI = 1e11; // in 1973, or 5138 as seconds
    private static final double LAST_EPOCH_MILLI = 1e14; // in 5138

    private RetryAfter() {}

    /** Returns the delay of {@code retry-after-ms} or {@code retry-after}; null if there is no valid one. */
    static @Nullable Duration of(Headers headers, Instant now) {
        Duration precise = millis(headers.get("retry-after-ms"), 1, now);
        return precise != null ? precise : of(headers.get("retry-after"), now);
    }

    static @Nullable Duration of(@Nullable String value, Instant now) {
        Duration seconds = seconds(value, now);
        return seconds != null || value == null ? seconds : untilDate(value.strip(), now);
    }

    /** Parses a number of seconds or a time since the epoch; null if it is neither, or negative. */
    static @Nullable Duration seconds(@Nullable String value, Instant now) {
        return millis(value, 1000, now);
    }

    private static @Nullable Duration millis(@Nullable String value, double unitMillis, Instant now) {
        if (value == null) {
            return null;
        }
        double number;
        try {
            number = Double.parseDouble(value.strip());
        } catch (NumberFormatException e) {
            return null;
        }
        if (number >= FIRST_EPOCH_SECOND && number <= LAST_EPOCH_MILLI) {
            double epochMillis = number < FIRST_EPOCH_MILLI ? number * 1000 : number;
            return bounded(Duration.between(now, Instant.ofEpochMilli((long) epochMillis)));
        }
        double millis = number * unitMillis;
        // NaN fails this comparison too.
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
