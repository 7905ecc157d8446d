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
public record RangeChecks(ConfigErrors at) {

    /**
     * Checks a lower bound.
     *
     * @param least the least value that is right
     * @param key the key
     * @param given the value; null if it is absent
     * @param otherwise the default
     * @return the value, or the default
     */
    public int atLeast(int least, String key, @Nullable Integer given, int otherwise) {
        return or(otherwise, checked(key, given, value -> value >= least, ">= " + least));
    }

    /** Returns a share over 0, at most 1. */
    double share(String key, @Nullable Double given, double otherwise) {
        return or(otherwise, checked(key, given, value -> value > 0 && value <= 1, "> 0 and <= 1"));
    }

    double shareOrNone(String key, @Nullable Double given, double otherwise) {
        return or(otherwise, checked(key, given, value -> value >= 0 && value <= 1, ">= 0 and <= 1"));
    }

    /**
     * Checks that a duration is over 0.
     *
     * @param key the key
     * @param given the value; null if it is absent
     * @param otherwise the default
     * @return the value, or the default
     */
    public Duration positive(String key, @Nullable Duration given, Duration otherwise) {
        return or(otherwise, positive(key, given));
    }

    /**
     * Checks that a duration is at least 0.
     *
     * @param key the key
     * @param given the value; null if it is absent
     * @param otherwise the default
     * @return the value, or the default
     */
    public Duration notNegative(String key, @Nullable Duration given, Duration otherwise) {
        return or(otherwise, checked(key, given, value -> !value.isNegative(), ">= 0"));
    }

    Timeouts timeouts(@Nullable Duration firstToken, @Nullable Duration idle, @Nullable Duration response) {
        return new Timeouts(
                positive("first-token-timeout", firstToken),
                positive("stall-timeout", idle),
                positive("response-timeout", response));
    }

    /**
     * Checks a value by a predicate.
     *
     * @param key the key
     * @param given the value; null if it is absent
     * @param right whether a value is in its range
     * @param expected the range, for the error
     * @param <T> the type of the value
     * @return the value; null if it is absent or out of its range
     */
    public <T> @Nullable T checked(String key, @Nullable T given, Predicate<T> right, String expected) {
        return given != null && at.in(key).require(right.test(given), given, expected) ? given : null;
    }

    /**
     * Returns a value or its default.
     *
     * @param otherwise the default
     * @param given the value; null if it is absent
     * @param <T> the type of the value
     * @return the value, or the default
     */
    public static <T> T or(T otherwise, @Nullable T given) {
        return given == null ? otherwise : given;
    }

    private @Nullable Duration positive(String key, @Nullable Duration given) {
        return checked(key, given, value -> value.compareTo(Duration.ZERO) > 0, "> 0");
    }
}
