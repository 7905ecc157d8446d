package dev.pointsman.micronaut.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Section of the configuration: values by key under a common path.
 *
 * @param name the last step of the path
 * @param report receiver of its errors
 * @param values the values; keys are relative to the path and dotted below it
 */
record ConfigSection(String name, ConfigErrors report, Map<String, Object> values) {

    @Nullable
    Object value(String key) {
        return values.get(key);
    }

    /** Returns the section below a key. */
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
     * Returns the sections below this one, with their names as written.
     *
     * <p>A name may have dots, so its end is determined by the first known key that follows. Remaining keys belong to a
     * name already found, or are a name with an empty section, or end with an unknown key.
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
