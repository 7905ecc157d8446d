package dev.pointsman.micronaut.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sizes in configuration: bytes, or with a unit, such as 64KB, 64MB or 1GB. */
public final class SizeValues {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(b|kb|mb|gb)?");
    private static final String EXPECTED = "a size such as 256KB, 64MB or 1GB, ";

    private SizeValues() {}

    /**
     * Returns a size.
     *
     * @param given the size as written; null if it is absent
     * @param least the least size that is right
     * @param most the largest size that is right
     * @param otherwise the default
     * @param at receiver of an error
     * @return bytes; the default if the size is absent, or wrong, which is reported
     */
    public static long of(@Nullable String given, long least, long most, long otherwise, ConfigErrors at) {
        if (given == null) {
            return otherwise;
        }
        Matcher size = SIZE.matcher(given.toLowerCase(Locale.ROOT));
        String expected = EXPECTED + "at least " + least + (most == Integer.MAX_VALUE ? " and below 2GB" : "");
        if (!at.require(size.matches(), given, expected)) {
            return otherwise;
        }
        long bytes = Long.parseLong(size.group(1)) * unit(size.group(2));
        return at.require(bytes >= least && bytes <= most, given, expected) ? bytes : otherwise;
    }

    private static long unit(@Nullable String name) {
        return switch (name == null ? "b" : name) {
            case "kb" -> 1L << 10;
            case "mb" -> 1L << 20;
            case "gb" -> 1L << 30;
            default -> 1;
        };
    }
}
