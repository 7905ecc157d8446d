package dev.pointsman.micronaut.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One level of the configuration: values by key under a common path.
 *
 * @param name the last step of the path
 * @param report where its mistakes are told
 * @param values the values; keys are relative to the path and dotted below it
 */
record ConfigSection(String name, ConfigErrors report, Map<String, Object> values) {

    @Nullable
    Object value(String key) {
        return values.get(key);
    }

    /** The level below a key. */
    ConfigSection under(String key) {
        String prefix = key + ".";
        Map<String, Object> below = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                below.put(name.substring(prefix.length()), value);
            }
        });
        return new ConfigSection(key, report.in(key), below);
    }

    /**
     * The levels below this one, by their names as written.
     *
     * <p>A name may have dots, so where it ends is told by the first key known to follow a name. What remains belongs to
     * a name already found, or is a name with nothing in it, or has an unknown key as its last step.
     */
    Collection<ConfigSection> named(Set<String> knownKeys) {
        Map<String, ConfigSection> sections = new LinkedHashMap<>();
        values.forEach((path, value) -> put(sections, endOfName(path, knownKeys), path, value));
        values.forEach((path, value) -> {
            if (endOfName(path, knownKeys) < 0) {
                put(sections, endOfUnknown(path, value, sections.keySet()), path, value);
            }
        });
        return sections.values();
    }

    private void put(Map<String, ConfigSection> sections, int end, String path, Object value) {
        if (end < 0) {
            return;
        }
        String name = path.substring(0, end);
        ConfigSection section =
                sections.computeIfAbsent(name, key -> new ConfigSection(key, report.in(key), new LinkedHashMap<>()));
        if (end < path.length()) {
            section.values.put(path.substring(end + 1), value);
        } else if (!value.equals("")) {
            section.report.refuse("a single value", "a map of values by key");
        }
    }

    private static int endOfName(String path, Set<String> knownKeys) {
        for (int dot = path.indexOf('.', 1); dot > 0; dot = path.indexOf('.', dot + 1)) {
            int next = path.indexOf('.', dot + 1);
            if (knownKeys.contains(path.substring(dot + 1, next < 0 ? path.length() : next))) {
                return dot;
            }
        }
        return -1;
    }

    private static int endOfUnknown(String path, Object value, Set<String> names) {
        int lastStep = value.equals("") ? -1 : path.lastIndexOf('.');
        return names.stream()
                .filter(name -> path.startsWith(name + "."))
                .mapToInt(String::length)
                .max()
                .orElse(lastStep < 0 ? path.length() : lastStep);
    }
}
