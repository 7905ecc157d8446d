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

/** What a record says of the configuration it holds. */
final class RecordKeys {
    private RecordKeys() {}

    /** The components in order. */
    static Stream<Argument<?>> componentsOf(Class<?> type) {
        return Arrays.stream(BeanIntrospection.getIntrospection(type).getConstructorArguments());
    }

    /** The keys in order; neither a name nor a word in place of the keys is one. */
    static Set<String> keysOf(Class<?> type) {
        return componentsOf(type)
                .filter(component -> !component.getAnnotationMetadata().hasStereotype(Parameter.class))
                .map(component -> NameUtils.hyphenate(component.getName()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether a single word may stand in place of all keys. */
    static boolean takesWord(Class<?> type) {
        return componentsOf(type).anyMatch(component -> component.isAnnotationPresent(Shorthand.class));
    }
}
