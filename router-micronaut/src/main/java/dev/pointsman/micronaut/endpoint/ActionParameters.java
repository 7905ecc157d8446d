package dev.pointsman.micronaut.endpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a request, validated when they are read. An invalid one is reported and replaced by a default; callers
 * check {@link #mistakes} before acting. Numbers and booleans may also be strings. Not thread-safe.
 */
final class ActionParameters {
    private final Map<String, Object> given;
    private final Set<String> asked = new TreeSet<>();
    private final List<ValidationError> mistakes = new ArrayList<>();
    private final Map<String, Object> accepted = new LinkedHashMap<>();
    private final Map<String, Object> before = new LinkedHashMap<>();

    ActionParameters(Map<String, Object> given) {
        this.given = given;
    }

    /** Returns a required name, checked against the known ones. */
    String name(String key, Collection<String> known) {
        String name = nameOrNone(key, known);
        if (given.get(key) == null) {
            refuse(key, "missing", oneOf(known));
        }
        return name == null ? "" : name;
    }

    /** Returns a known name; null if absent. */
    @Nullable
    String nameOrNone(String key, Collection<String> known) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        if (value instanceof String name && known.contains(name)) {
            return accept(key, name);
        }
        refuse(key, value, oneOf(known));
        return null;
    }

    /** Returns a non-blank text; null if absent. */
    @Nullable
    String text(String key) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && !text.isBlank()) {
            return accept(key, text);
        }
        refuse(key, value, "a text, not blank");
        return null;
    }

    /** Returns known names, from a list or separated by commas; null if absent. */
    @Nullable
    List<String> names(String key, Collection<String> known) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        List<?> items =
                value instanceof List<?> list ? list : List.of(value.toString().split(",", -1));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String name = String.valueOf(items.get(i)).strip();
            if (!known.contains(name)) {
                refuse(key + "[" + i + "]", name, oneOf(known));
            } else if (names.contains(name)) {
                refuse(key + "[" + i + "]", name, "each one once");
            } else {
                names.add(name);
            }
        }
        return accept(key, names);
    }

    /** Returns a number in a range; the default if absent. */
    double number(String key, double otherwise, DoublePredicate right, String expected) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        double number = number(value);
        if (right.test(number)) {
            return accept(key, number);
        }
        refuse(key, value, expected);
        return otherwise;
    }

    /** Returns an integer of at least 0; 0 if absent. */
    int count(String key) {
        return (int) number(key, 0, n -> n >= 0 && n <= Integer.MAX_VALUE && n == Math.rint(n), "a whole number >= 0");
    }

    /** Returns a boolean; false if absent. */
    boolean truth(String key) {
        Object value = value(key);
        String text = value == null ? "false" : value.toString();
        if (!text.equals("true") && !text.equals("false")) {
            refuse(key, text, "true or false");
        } else if (value != null) {
            accept(key, Boolean.valueOf(text));
        }
        return text.equals("true");
    }

    /** Returns whether the parameter is given. */
    boolean has(String key) {
        return given.get(key) != null;
    }

    void refuse(String key, Object value, String expected) {
        mistakes.add(ValidationError.of(key, value, expected));
    }

    /** Returns all errors, including those of unknown keys. */
    List<ValidationError> mistakes() {
        List<ValidationError> all = new ArrayList<>(mistakes);
        given.keySet().stream()
                .filter(key -> !asked.contains(key))
                .forEach(key -> all.add(ValidationError.of(key, "unknown", oneOf(asked))));
        return all;
    }

    /** Returns the valid parameters by name. */
    Map<String, Object> accepted() {
        return accepted;
    }

    /** Adds values that the action sets without a parameter of the same name. */
    void set(Map<String, Object> values) {
        accepted.putAll(values);
    }

    /** Adds values that the action replaces. */
    void before(Map<String, Object> values) {
        before.putAll(values);
    }

    /** Returns the values that the action replaces, by name. */
    Map<String, Object> before() {
        return before;
    }

    static String oneOf(Collection<String> known) {
        return known.isEmpty() ? "nothing" : "one of: " + String.join(", ", known);
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        return given.get(key);
    }

    private <T> T accept(String key, T value) {
        accepted.put(key, value);
        return value;
    }

    private static double number(Object value) {
        try {
            return value instanceof Number number ? number.doubleValue() : Double.parseDouble(value.toString());
        } catch (NumberFormatException e) {
            return Double.NaN; // outside of every range
        }
    }
}
