package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Configuration keys of a record type. */
final class RecordKeys {
    private RecordKeys() {}

    /** Returns the components in order. */
    static Stream<Argument<?>> componentsOf(Class<?> type) {
        return Arrays.stream(BeanIntrospection.getIntrospection(type).getConstructorArguments());
    }

    /** Returns the keys in order, without the name and shorthand components. */
    static Set<String> keysOf(Class<?> type) {
        return componentsOf(type)
                .filter(component -> !component.getAnnotationMetadata().hasStereotype(Parameter.class))
                .map(component -> NameUtils.hyphenate(component.getName()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns whether a single word may replace all keys. */
    static boolean takesWord(Class<?> type) {
        return componentsOf(type).anyMatch(component -> component.isAnnotationPresent(Shorthand.class));
    }
}
