package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Binder from configuration to records, by the names of their components.
 *
 * <p>Micronaut's own binding renames the keys of maps to lower case; here they are kept as written. The components of a
 * record are the known keys; unknown keys are reported with the known ones. A component is a string, boolean, number,
 * duration, record, a list of any of these, or a map of strings or records by name. Absent values are null, absent maps
 * and non-null lists are empty. A key without a value is a configuration error.
 */
final class ConfigBinder {
    /** Key under which a section keeps the shorthand word that replaces its keys. */
    private static final String WORD = "";

    private final ValueConverter values;

    ConfigBinder(ValueConverter values) {
        this.values = values;
    }

    <R> R bind(Class<R> type, ConfigSection section) {
        return bind(type, section, List.of());
    }

    /** Binds a section; further keys of it are known, but not components of the record. */
    <R> R bind(Class<R> type, ConfigSection section, Collection<String> further) {
        return BeanIntrospection.getIntrospection(type).instantiate(components(type, section, further));
    }

    private @Nullable Object[] components(Class<?> type, ConfigSection section, Collection<String> further) {
        Set<String> known = RecordKeys.keysOf(type);
        known.addAll(further);
        section.values().keySet().stream()
                .filter(key -> !key.equals(WORD))
                .filter(key -> known.stream().noneMatch(name -> key.equals(name) || key.startsWith(name + ".")))
                .forEach(key -> section.report().in(key).refuse("unknown", ConfigErrors.oneOf(known)));
        return RecordKeys.componentsOf(type)
                .map(component -> component(component, section))
                .toArray();
    }

    private @Nullable Object component(Argument<?> component, ConfigSection section) {
        if (component.isAnnotationPresent(Shorthand.class)) {
            return simple(component.getType(), section.value(WORD), section.report());
        }
        if (component.isAnnotationPresent(Parameter.class)) {
            return section.name();
        }
        String key = NameUtils.hyphenate(component.getName());
        Class<?> type = component.getType();
        if (type == Map.class) {
            return map(component.getTypeParameters()[1].getType(), key, section);
        }
        if (type == List.class) {
            return list(component, key, section);
        }
        if (type.isRecord()) {
            return nested(type, key, section);
        }
        ConfigErrors at = section.report().in(key);
        if (isBlank(section.value(key)) && !component.isAnnotationPresent(AllowBlank.class)) {
            at.refuse("nothing", "a value, or not the key either");
        }
        return simple(type, section.value(key), at);
    }

    private @Nullable Object simple(Class<?> type, @Nullable Object value, ConfigErrors at) {
        Object written = written(value, at);
        return written == null ? null : values.of(type, written, at);
    }

    /** Returns the record below a key; null if it has no value. */
    @Nullable
    Object nested(Class<?> type, String key, ConfigSection section) {
        ConfigSection below = section.under(key);
        Object instead = written(section.value(key), below.report());
        if (instead != null && !RecordKeys.takesWord(type)) {
            below.report().refuse(instead, "a map of " + String.join(", ", RecordKeys.keysOf(type)));
        } else if (instead != null && !below.values().isEmpty()) {
            below.report().refuse(instead, "either a single word or values by key, not both");
        } else if (instead != null) {
            below.values().put(WORD, instead);
        }
        @Nullable Object[] components = components(type, below, List.of());
        return below.values().isEmpty() && Stream.of(components).allMatch(ConfigBinder::isAbsent)
                ? null
                : BeanIntrospection.getIntrospection(type).instantiate(components);
    }

    /** Returns the records or texts below a key, by name. */
    Map<String, Object> map(Class<?> type, String key, ConfigSection section) {
        ConfigSection below = section.under(key);
        // The value is not quoted, as it may be a secret.
        below.report()
                .require(
                        written(section.value(key), below.report()) == null,
                        "a single value",
                        "a map of values by key");
        Map<String, Object> result = new LinkedHashMap<>();
        if (type == String.class) {
            below.values().forEach((name, value) -> {
                Object text = values.of(type, value, below.report().in(name));
                if (text != null) {
                    result.put(name, text);
                }
            });
        } else {
            below.named(RecordKeys.keysOf(type)).forEach(named -> {
                named.report().require(ConfigErrors.isPlain(named.name()), "a control character", "a name without");
                result.put(named.name(), bind(type, named));
            });
        }
        return result;
    }

    private @Nullable List<?> list(Argument<?> component, String key, ConfigSection section) {
        ConfigErrors at = section.report().in(key);
        Object written = written(section.value(key), at);
        if (written == null && !section.under(key).values().isEmpty()) {
            at.refuse("a map", "a list");
        }
        if (written == null) {
            return component.isNullable() ? null : List.of();
        }
        Class<?> type = component.getTypeParameters()[0].getType();
        List<?> elements = elements(written);
        return IntStream.range(0, elements.size())
                .mapToObj(i -> element(type, elements.get(i), at.in(i), i))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Object element(Class<?> type, Object value, ConfigErrors at, int index) {
        if (!type.isRecord()) {
            at.require(!isBlank(value), "nothing", "a value");
            return values.of(type, value, at);
        }
        if (value instanceof Map<?, ?> map) {
            return bind(type, new ConfigSection(String.valueOf(index), at, RawSettings.flatten(map)));
        }
        at.refuse(value, "a map of " + String.join(", ", RecordKeys.keysOf(type)));
        return null;
    }

    /** Returns the value, or that of an overriding environment variable; null if it is empty. */
    private @Nullable Object written(@Nullable Object value, ConfigErrors at) {
        Object override = values.override(at.path());
        Object written = override == null ? value : override;
        return "".equals(written) ? null : written;
    }

    /** Returns whether a value is written blank; a placeholder may resolve to blank. */
    private static boolean isBlank(@Nullable Object value) {
        return value instanceof CharSequence text && text.toString().isBlank();
    }

    private static List<?> elements(Object value) {
        return value instanceof Collection<?> several
                ? List.copyOf(several)
                : Stream.of(value.toString().split(",", -1)).toList();
    }

    private static boolean isAbsent(@Nullable Object component) {
        return component == null
                || (component instanceof Collection<?> several && several.isEmpty())
                || (component instanceof Map<?, ?> map && map.isEmpty());
    }
}
