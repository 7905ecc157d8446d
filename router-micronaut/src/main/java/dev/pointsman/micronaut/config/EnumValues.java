package dev.pointsman.micronaut.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of enum constants in configuration: {@code JSON_SCHEMA} is {@code json-schema}. */
public final class EnumValues {
    private EnumValues() {}

    /** Returns the constant; null if there is none, which is not reported. */
    static <E extends Enum<E>> @Nullable E find(Class<E> type, String word) {
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    /**
     * Returns the constant of a name.
     *
     * @param type the enum
     * @param word the name as written
     * @param at receiver of an error
     * @param <E> the enum
     * @return the constant; null if there is none, which is reported
     */
    public static <E extends Enum<E>> @Nullable E of(Class<E> type, String word, ConfigErrors at) {
        E constant = find(type, word);
        at.require(constant != null, word, oneOf(type));
        return constant;
    }

    static String oneOf(Class<? extends Enum<?>> type) {
        return ConfigErrors.oneOf(
                Arrays.stream(type.getEnumConstants()).map(EnumValues::word).toList());
    }

    /**
     * Returns the constants of several names.
     *
     * @param type the enum
     * @param words the names as written
     * @param at receiver of errors
     * @param <E> the enum
     * @return the constants of the right names
     */
    public static <E extends Enum<E>> Set<E> of(Class<E> type, List<String> words, ConfigErrors at) {
        Set<E> chosen = EnumSet.noneOf(type);
        for (int i = 0; i < words.size(); i++) {
            E constant = of(type, words.get(i), at.in(i));
            if (constant != null) {
                chosen.add(constant);
            }
        }
        return chosen;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
