package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills records from configuration, by the names of their components.
 *
 * <p>Micronaut's own binding renames the keys of maps to lower case; here they survive as written. Every record says by
 * itself which keys are known, so an unknown one is reported with those. A component is a text, a number, a duration, a
 * record, a list of texts or records, or a map of them by name; a value that is absent is null, a list or map empty.
 */
final class Binder {
    private final Values values;

    Binder(Values values) {
        this.values = values;
    }

    <R> R bind(Class<R> type, Section section) {
        BeanIntrospection<R> introspection = BeanIntrospection.getIntrospection(type);
        Set<String> known = keysOf(type);
        section.values().keySet().stream()
                .filter(key -> known.stream().noneMatch(name -> key.equals(name) || key.startsWith(name + ".")))
                .forEach(key -> section.report().in(key).refuse("unknown", Report.oneOf(known)));
        return introspection.instantiate(Arrays.stream(introspection.getConstructorArguments())
                .map(component -> component(component, section))
                .toArray());
    }

    private @Nullable Object component(Argument<?> component, Section section) {
        if (isName(component)) {
            return section.name();
        }
        String key = NameUtils.hyphenate(component.getName());
        Class<?> type = component.getType();
        if (type == Map.class) {
            return map(component.getTypeParameters()[1].getType(), section.under(key));
        }
        if (type == List.class) {
            return list(component.getTypeParameters()[0].getType(), key, section);
        }
        if (type.isRecord()) {
            return nested(type, key, section);
        }
        Report at = section.report().in(key);
        Object override = values.override(at.path());
        Object value = override == null ? section.value(key) : override;
        if (value == null) {
            return null;
        }
        return type == String.class ? values.text(value, at) : values.number(value, type, at);
    }

    private @Nullable Object nested(Class<?> type, String key, Section section) {
        Section below = section.under(key);
        Object instead = section.value(key);
        if (instead != null && !instead.equals("")) {
            below.report().refuse(instead, "a map of " + String.join(", ", keysOf(type)));
        }
        return below.values().isEmpty() ? null : bind(type, below);
    }

    private Map<String, Object> map(Class<?> type, Section section) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (type == String.class) {
            section.values().forEach((name, value) -> {
                String text = values.text(value, section.report().in(name));
                if (text != null) {
                    result.put(name, text);
                }
            });
        } else {
            section.named(keysOf(type)).forEach(named -> result.put(named.name(), bind(type, named)));
        }
        return result;
    }

    private List<?> list(Class<?> type, String key, Section section) {
        Report at = section.report().in(key);
        Object override = values.override(at.path());
        List<?> elements = elements(override == null ? section.value(key) : override);
        return IntStream.range(0, elements.size())
                .mapToObj(i -> element(type, elements.get(i), at.in(i), i))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Object element(Class<?> type, Object value, Report at, int index) {
        if (type == String.class) {
            return values.text(value, at);
        }
        if (value instanceof Map<?, ?> map) {
            return bind(type, new Section(String.valueOf(index), at, RawSettings.flatten(map)));
        }
        at.refuse(value, "a map of " + String.join(", ", keysOf(type)));
        return null;
    }

    private static List<?> elements(@Nullable Object value) {
        if (value instanceof Collection<?> several) {
            return List.copyOf(several);
        }
        return value == null || value.equals("")
                ? List.of()
                : Stream.of(value.toString().split(",", -1)).toList();
    }

    private static Set<String> keysOf(Class<?> type) {
        Set<String> keys = new LinkedHashSet<>();
        for (Argument<?> component : BeanIntrospection.getIntrospection(type).getConstructorArguments()) {
            if (!isName(component)) {
                keys.add(NameUtils.hyphenate(component.getName()));
            }
        }
        return keys;
    }

    private static boolean isName(Argument<?> component) {
        return component.isAnnotationPresent(Parameter.class);
    }
}
