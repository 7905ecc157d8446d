package dev.pointsman.failure;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Path of public methods from an object to one of its properties, resolved once for a class. A method that is missing
 * or throws gives null. Immutable and thread-safe.
 */
final class PropertyPath {
    private static final PropertyPath NOTHING = new PropertyPath(List.of());

    private final List<MethodHandle> steps; // all but the last of one argument, the last of one or two

    private PropertyPath(List<MethodHandle> steps) {
        this.steps = steps;
    }

    /**
     * Resolves a path.
     *
     * @param type the class of the objects
     * @param path names of methods, separated by dots; the last one may take a text or a class
     * @return the path; one that always gives null if a method is missing or inaccessible
     */
    static PropertyPath of(Class<?> type, String path) {
        List<MethodHandle> steps = new ArrayList<>();
        Class<?> at = type;
        for (String name : path.split("\\.", -1)) {
            Method method = method(at, name);
            if (method == null) {
                return NOTHING;
            }
            try {
                steps.add(MethodHandles.publicLookup().unreflect(method));
            } catch (IllegalAccessException e) {
                return NOTHING;
            }
            at = method.getReturnType();
        }
        return new PropertyPath(List.copyOf(steps));
    }

    private static @Nullable Method method(Class<?> type, String name) {
        return Stream.of(0, 1)
                .flatMap(arguments -> Stream.of(type.getMethods())
                        .filter(method -> method.getName().equals(name))
                        .filter(method -> method.getParameterCount() == arguments)
                        .filter(method -> arguments == 0 || isNamed(method.getParameterTypes()[0])))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNamed(Class<?> parameter) {
        return parameter == Class.class || parameter.isAssignableFrom(String.class);
    }

    /**
     * Returns the property as text.
     *
     * @param target the object
     * @param argument the argument of the last method, if that takes a text
     * @return the text; null if there is none
     */
    @Nullable
    String text(Object target, String argument) {
        Object value = steps.isEmpty() ? null : target;
        try {
            for (MethodHandle step : steps) {
                if (value == null) {
                    return null;
                }
                value = plain(invoke(step, value, argument));
            }
        } catch (Throwable e) { // of a library in another version, which must not hide the error that is read
            return null;
        }
        return value == null ? null : value.toString();
    }

    private static @Nullable Object invoke(MethodHandle step, Object target, String argument) throws Throwable {
        if (step.type().parameterCount() == 1) {
            return step.invoke(target);
        }
        return step.type().parameterType(1) == Class.class
                ? step.invoke(target, String.class)
                : step.invoke(target, argument);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        return value instanceof List<?> list ? list.stream().findFirst().orElse(null) : value;
    }
}
