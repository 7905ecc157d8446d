package dev.pointsman.micronaut.config;

import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong at one place of the configuration; all places share one list, so that all mistakes are told at once.
 */
final class ConfigErrors {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\x80-\\x9f]");

    private final String path;
    private final List<String> mistakes;

    private ConfigErrors(String path, List<String> mistakes) {
        this.path = path;
        this.mistakes = mistakes;
    }

    static ConfigErrors of(String root) {
        return new ConfigErrors(root, new ArrayList<>());
    }

    ConfigErrors in(String key) {
        return new ConfigErrors(path + "." + plain(key), mistakes);
    }

    ConfigErrors in(int index) {
        return new ConfigErrors(path + "[" + index + "]", mistakes);
    }

    String path() {
        return path;
    }

    void refuse(Object value, String expected) {
        Object shown = value instanceof Duration duration ? words(duration) : value;
        String place = path + ": ";
        if (mistakes.stream().noneMatch(mistake -> mistake.startsWith(place))) { // the first one at a place says it
            mistakes.add(place + plain(shown.toString()) + " (expected: " + expected + ")");
        }
    }

    void missing(String expected) {
        refuse("missing", expected);
    }

    /** Checks a value and tells its path when it is wrong. */
    boolean require(boolean holds, Object value, String expected) {
        if (!holds) {
            refuse(value, expected);
        }
        return holds;
    }

    /** A text that must be given; what stands in for a missing one is never used, as the report then throws. */
    String given(@Nullable String value, String expected) {
        if (value == null) {
            missing(expected);
            return "?";
        }
        return value;
    }

    /** A name that must be given and known. */
    String knownName(@Nullable String name, Collection<String> known) {
        String given = given(name, oneOf(known));
        if (name != null) {
            require(known.contains(name), name, oneOf(known));
        }
        return given;
    }

    void throwIfAnyMistake() {
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException("Pointsman's configuration is wrong:\n  " + String.join("\n  ", mistakes));
        }
    }

    /** Whether a text can stand in a line of a log or in a header without changing what is around it. */
    static boolean isPlain(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static String plain(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    /** As configuration writes it: 3s for {@code PT3S}. */
    private static String words(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    static String oneOf(Collection<String> known) {
        return known.isEmpty() ? "one of none configured" : "one of: " + String.join(", ", known);
    }
}
