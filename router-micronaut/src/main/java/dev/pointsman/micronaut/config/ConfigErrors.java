package dev.pointsman.micronaut.config;

import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Errors at one path of the configuration; all paths share one list, so that all errors are reported at once. Used by one thread. */
public final class ConfigErrors {
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

    /**
     * Returns the errors below a key.
     *
     * @param key the key, relative to this path
     * @return the errors at the key
     */
    public ConfigErrors in(String key) {
        return new ConfigErrors(path + "." + plain(key), mistakes);
    }

    /**
     * Returns the errors of a list's element.
     *
     * @param index the element's index, from 0
     * @return the errors at the element
     */
    public ConfigErrors in(int index) {
        return new ConfigErrors(path + "[" + index + "]", mistakes);
    }

    String path() {
        return path;
    }

    /**
     * Reports a wrong value; only the first error of a path is kept.
     *
     * @param value the value as shown; three asterisks for a secret
     * @param expected the values that are right
     */
    public void refuse(Object value, String expected) {
        Object shown = value instanceof Duration duration ? words(duration) : value;
        String place = path + ": ";
        if (mistakes.stream().noneMatch(mistake -> mistake.startsWith(place))) { // only the first error of a path
            mistakes.add(place + plain(shown.toString()) + " (expected: " + expected + ")");
        }
    }

    /**
     * Reports a missing value.
     *
     * @param expected the values that are right
     */
    public void missing(String expected) {
        refuse("missing", expected);
    }

    /**
     * Checks a value and reports its path if it is invalid.
     *
     * @param holds whether the value is right
     * @param value the value as shown; three asterisks for a secret
     * @param expected the values that are right
     * @return whether the value is right
     */
    public boolean require(boolean holds, Object value, String expected) {
        if (!holds) {
            refuse(value, expected);
        }
        return holds;
    }

    /** Returns a required text; the replacement of a missing one is never used, as the report then throws. */
    String given(@Nullable String value, String expected) {
        if (value == null) {
            missing(expected);
            return "?";
        }
        return value;
    }

    /** Returns a required name, checked against the known ones. */
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

    /** Returns whether a text is safe in a log line and in a header. */
    static boolean isPlain(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static String plain(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    /** Returns a duration as written in configuration: 3s for {@code PT3S}. */
    private static String words(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    static String oneOf(Collection<String> known) {
        return known.isEmpty() ? "one of none configured" : "one of: " + String.join(", ", known);
    }
}
