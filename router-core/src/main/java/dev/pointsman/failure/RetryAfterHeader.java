package dev.pointsman.failure;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Parser of the headers that name a retry delay. A date is compared with the response's own, not with a clock. */
final class RetryAfterHeader {
    private static final long LONGEST_MILLIS = 365L * 86_400_000;

    private RetryAfterHeader() {}

    /**
     * Returns the delay of {@code retry-after-ms} or {@code retry-after}.
     *
     * @param headers the value of a header by its name; null for none
     * @return the delay, at most a year; null if there is no valid one
     */
    static @Nullable Duration of(UnaryOperator<@Nullable String> headers) {
        Duration precise = millis(headers.apply("retry-after-ms"), 1);
        if (precise != null) {
            return precise;
        }
        String value = headers.apply("retry-after");
        Duration seconds = millis(value, 1000);
        return seconds == null ? between(headers.apply("date"), value) : seconds;
    }

    private static @Nullable Duration millis(@Nullable String value, double unit) {
        if (value == null) {
            return null;
        }
        try {
            double millis = Double.parseDouble(value.strip()) * unit;
            return millis >= 0
                    ? Duration.ofMillis((long) Math.min(millis, (double) LONGEST_MILLIS))
                    : null; // NaN is not
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration between(@Nullable String from, @Nullable String to) {
        if (from == null || to == null) {
            return null;
        }
        try {
            long millis = Duration.between(date(from), date(to)).toMillis();
            return Duration.ofMillis(Math.min(Math.max(0, millis), LONGEST_MILLIS));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static ZonedDateTime date(String value) {
        return ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
