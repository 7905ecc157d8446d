package dev.pointsman.micronaut.config;

import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.failure.FailureMappings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Mapper from failure configuration to failure mappings. */
final class FailureMapper {
    private FailureMapper() {}

    static FailureMappings of(@Nullable FailureConfig config, Set<String> providers, ConfigErrors at) {
        return config == null
                ? FailureMappings.NONE
                : new FailureMappings(
                        FailureRuleMapper.all(config.rules(), providers, at.in("rules")),
                        kinds(config.statuses(), FailureMapper::status, at.in("statuses")),
                        kinds(config.codes(), (code, here) -> code, at.in("codes")),
                        kinds(config.exceptions(), (name, here) -> name, at.in("exceptions")));
    }

    private static <K> Map<K, FailureKind> kinds(
            Map<String, String> words, BiFunction<String, ConfigErrors, @Nullable K> keys, ConfigErrors at) {
        Map<K, FailureKind> kinds = new LinkedHashMap<>();
        words.forEach((name, word) -> {
            K key = keys.apply(name, at.in(name));
            FailureKind kind = EnumValues.of(FailureKind.class, word, at.in(name));
            if (key != null && kind != null) {
                kinds.put(key, kind);
            }
        });
        return kinds;
    }

    private static @Nullable Integer status(String text, ConfigErrors at) {
        boolean right = text.matches("[3-9]\\d\\d");
        return at.require(right, text, "a status from 300 to 999") ? Integer.valueOf(text) : null;
    }
}
