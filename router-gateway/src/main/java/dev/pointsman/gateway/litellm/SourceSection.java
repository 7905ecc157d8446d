package dev.pointsman.gateway.litellm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Section of a LiteLLM configuration that remembers which of its keys were read. Not thread-safe. */
final class SourceSection {
    private final String path;
    private final Map<?, ?> values;
    private final Findings findings;
    private final Set<String> read = new HashSet<>();

    private SourceSection(String path, Map<?, ?> values, Findings findings) {
        this.path = path;
        this.values = values;
        this.findings = findings;
    }

    /** Returns a section; an empty one, with a finding, if the value is not a map. */
    static SourceSection of(String path, @Nullable Object value, Findings findings) {
        if (value != null && !(value instanceof Map<?, ?>)) {
            findings.unmapped(path, "not a map of keys");
        }
        return new SourceSection(path, value instanceof Map<?, ?> map ? map : Map.of(), findings);
    }

    /** Returns a section with the values of another one where it has none of its own. */
    SourceSection withDefaults(Map<?, ?> defaults) {
        Map<Object, Object> merged = new LinkedHashMap<>(defaults);
        merged.putAll(values);
        return new SourceSection(path, merged, findings);
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Findings findings() {
        return findings;
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    /** Returns the value of a key as it is, which counts as read. */
    @Nullable
    Object value(String key) {
        read.add(key);
        return values.get(key);
    }

    /** Counts a key as read. */
    void skip(String key) {
        read.add(key);
    }

    SourceSection section(String key) {
        return of(path(key), value(key), findings);
    }

    /** Returns the elements of a list; none if it is absent, a single one if the value is not a list. */
    List<Object> list(String key) {
        Object value = value(key);
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        return value == null ? List.of() : List.of(value);
    }

    /** Returns the map of a key; empty if there is none. */
    Map<?, ?> map(String key) {
        return value(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    /** Returns a text, with a placeholder for a variable of the environment; null if it is absent or can not be written. */
    @Nullable
    String text(String key) {
        Object value = value(key);
        if (value == null || value instanceof Map<?, ?> || value instanceof List<?>) {
            return null;
        }
        String text = value.toString().strip();
        if (text.isEmpty()) {
            return null;
        }
        String variable = EnvironmentReference.variable(text);
        if (variable != null) {
            return EnvironmentReference.placeholder(variable);
        }
        if (text.contains("${")) {
            findings.unmapped(path(key), "has the beginning of a placeholder");
            return null;
        }
        return text;
    }

    /** Returns a number; null if it is absent, or none. */
    @Nullable
    Double number(String key) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        try {
            return Double.valueOf(value.toString());
        } catch (NumberFormatException e) {
            findings.unmapped(path(key), "not a number");
            return null;
        }
    }

    boolean isTrue(String key) {
        return Boolean.parseBoolean(String.valueOf(value(key)));
    }

    /** Returns a duration of so many seconds with its unit; null if it is absent, or none. */
    @Nullable
    String seconds(String key) {
        String text = String.valueOf(values.get(key));
        String variable = EnvironmentReference.variable(text);
        if (variable != null) {
            read.add(key);
            return EnvironmentReference.placeholder(variable) + "s";
        }
        Double seconds = number(key);
        if (seconds != null && !(seconds > 0)) {
            findings.unmapped(path(key), "not a time over 0");
            return null;
        }
        return seconds == null ? null : Durations.ofSeconds(seconds);
    }

    /** Reports every key that has a value and was not read. */
    void reportRest() {
        values.forEach((key, value) -> {
            if (value != null && !read.contains(String.valueOf(key))) {
                findings.unmapped(path(String.valueOf(key)), UnmappedReasons.of(String.valueOf(key)));
            }
        });
    }
}
