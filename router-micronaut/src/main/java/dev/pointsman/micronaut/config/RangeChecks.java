package dev.pointsman.micronaut.config;

import dev.pointsman.model.Timeouts;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Range checks of configured values: a valid value is returned, else the default; values out of range are reported.
 *
 * @param at the section of the keys
 */
record RangeChecks(ConfigErrors at) {

    int atLeast(int least, String key, @Nullable Integer given, int otherwise) {
        return or(otherwise, checked(key, given, value -> value >= least, ">= " + least));
    }

    /** Returns a share over 0, at most 1. */
    double share(String key, @Nullable Double given, double otherwise) {
        return or(otherwise, checked(key, given, value -> value > 0 && value <= 1, "> 0 and <= 1"));
    }

    double shareOrNone(String key, @Nullable Double given, double otherwise) {
        return or(otherwise, checked(key, given, value -> value >= 0 && value <= 1, ">= 0 and <= 1"));
    }

    Duration positive(String key, @Nullable Duration given, Duration otherwise) {
        return or(otherwise, positive(key, given));
    }

    Duration notNegative(String key, @Nullable Duration given, Duration otherwise) {
        return or(otherwise, checked(key, given, value -> !value.isNegative(), ">= 0"));
    }

    Timeouts timeouts(@Nullable Duration firstToken, @Nullable Duration stall, @Nullable Duration response) {
        return new Timeouts(
                positive("first-token-timeout", firstToken),
                positive("stall-timeout", stall),
                positive("response-timeout", response));
    }

    /** Returns the value; null if it is absent or out of its range. */
    <T> @Nullable T checked(String key, @Nullable T given, Predicate<T> right, String expected) {
        return given != null && at.in(key).require(right.test(given), given, expected) ? given : null;
    }

    static <T> T or(T otherwise, @Nullable T given) {
        return given == null ? otherwise : given;
    }

    private @Nullable Duration positive(String key, @Nullable Duration given) {
        return checked(key, given, value -> value.compareTo(Duration.ZERO) > 0, "> 0");
    }
}
