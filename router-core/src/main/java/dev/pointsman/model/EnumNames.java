package dev.pointsman.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Conversion between enum constants and their external names: {@code JSON_SCHEMA} is {@code json-schema}. */
final class EnumNames {
    private EnumNames() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(Class<E> type, String word) {
        E[] constants = type.getEnumConstants();
        String wanted = word.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        for (E constant : constants) {
            if (of(constant).equals(wanted)) {
                return constant;
            }
        }
        String known = Arrays.stream(constants).map(EnumNames::of).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(word + " (expected: one of " + known + ")");
    }
}
