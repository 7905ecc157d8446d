package dev.pointsman.micronaut.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Normalizer of configured values from different kinds of property sources.
 *
 * <p>Maps become dotted keys, indexed keys ({@code models[0].id}) become lists, elements of lists that are maps are
 * brought into the same form. Nothing is renamed. An empty value is the empty string.
 */
final class RawSettings {
    private static final Pattern INDEXED = Pattern.compile("([^\\[]+)\\[(\\d{1,4})]\\.?(.*)");

    private RawSettings() {}

    static Map<String, Object> flatten(Map<?, ?> source) {
        Map<String, Object> flat = new LinkedHashMap<>();
        source.forEach((key, value) -> put(String.valueOf(key), value, flat));
        return gatherLists(flat);
    }

    private static void put(String key, @Nullable Object value, Map<String, Object> flat) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((name, child) -> put(key + "." + name, child, flat));
        } else if (value instanceof List<?> list) {
            flat.put(key, list.stream().map(RawSettings::element).toList());
        } else {
            flat.put(key, value == null || value instanceof Map ? "" : value);
        }
    }

    private static Object element(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return flatten(map);
        }
        return value == null ? "" : value;
    }

    private static Map<String, Object> gatherLists(Map<String, Object> flat) {
        Map<String, Object> gathered = new LinkedHashMap<>();
        Map<String, Map<Integer, Map<String, Object>>> lists = new LinkedHashMap<>();
        flat.forEach((key, value) -> {
            Matcher indexed = INDEXED.matcher(key);
            if (indexed.matches()) {
                lists.computeIfAbsent(indexed.group(1), list -> new TreeMap<>())
                        .computeIfAbsent(Integer.valueOf(indexed.group(2)), index -> new LinkedHashMap<>())
                        .put(indexed.group(3), value);
            } else {
                gathered.put(key, value);
            }
        });
        lists.forEach((key, elements) -> gathered.put(key, overlay(gathered.get(key), elements)));
        return gathered;
    }

    private static List<Object> overlay(@Nullable Object list, Map<Integer, Map<String, Object>> elements) {
        List<Object> result = list instanceof List<?> below ? new ArrayList<>(below) : new ArrayList<>();
        elements.forEach((index, fields) -> {
            while (result.size() <= index) {
                result.add("");
            }
            Object whole = fields.get("");
            result.set(index, whole == null ? merge(result.get(index), fields) : whole);
        });
        return result;
    }

    private static Object merge(Object below, Map<String, Object> fields) {
        Map<Object, Object> merged = new LinkedHashMap<>();
        if (below instanceof Map<?, ?> map) {
            merged.putAll(map);
        }
        merged.putAll(fields);
        return flatten(merged);
    }
}
