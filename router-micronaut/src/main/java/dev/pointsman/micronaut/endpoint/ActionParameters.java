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
 * Values given from outside, checked one by one as somebody asks for them. A wrong one is reported and stood in for; who
 * asked looks at {@link #mistakes} before doing anything. Numbers and truths may also come as texts. For one thread.
 */
final class ActionParameters {
    private final Map<String, Object> given;
    private final Set<String> asked = new TreeSet<>();
    private final List<ValidationError> mistakes = new ArrayList<>();
    private final Map<String, Object> accepted = new LinkedHashMap<>();

    ActionParameters(Map<String, Object> given) {
        this.given = given;
    }

    /** A name that must be given and known. */
    String name(String key, Collection<String> known) {
        String name = nameOrNone(key, known);
        if (given.get(key) == null) {
            refuse(key, "missing", oneOf(known));
        }
        return name == null ? "" : name;
    }

    /** A known name; null when none is given. */
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

    /** Any text but a blank one; null when none is given. */
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

    /** Known names, as a list or parted by commas; null when none are given. */
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

    /** A number in a range; the other one when none is given. */
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

    /** A whole number of at least 0; 0 when none is given. */
    int count(String key) {
        return (int) number(key, 0, n -> n >= 0 && n <= Integer.MAX_VALUE && n == Math.rint(n), "a whole number >= 0");
    }

    /** A truth; false when none is given. */
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

    /** Whether somebody gave this. */
    boolean has(String key) {
        return given.get(key) != null;
    }

    void refuse(String key, Object value, String expected) {
        mistakes.add(ValidationError.of(key, value, expected));
    }

    /** All mistakes, those of keys that nobody asked for among them. */
    List<ValidationError> mistakes() {
        List<ValidationError> all = new ArrayList<>(mistakes);
        given.keySet().stream()
                .filter(key -> !asked.contains(key))
                .forEach(key -> all.add(ValidationError.of(key, "unknown", oneOf(asked))));
        return all;
    }

    /** What was given and found right, by name. */
    Map<String, Object> accepted() {
        return accepted;
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
            return Double.NaN; // in nobody's range
        }
    }
}
