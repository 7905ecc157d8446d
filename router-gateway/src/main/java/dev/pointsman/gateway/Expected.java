package dev.pointsman.gateway;

import io.micronaut.core.type.Argument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Kinds of values that settings have, as messages name them. */
enum Expected {
    TRUTH("true or false"),
    NUMBER("a whole number"),
    SIZE("a size such as 10MB"),
    TIME("a duration such as 30s"),
    USAGE_COST("streams, always or never");

    private final String words;

    Expected(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The kind of a type; null for texts and lists of texts, which have no form to check. */
    static @Nullable Expected of(Argument<?> type) {
        Class<?> raw = type.getType();
        if (raw == boolean.class || raw == Boolean.class) {
            return TRUTH;
        }
        if (raw == int.class) {
            return NUMBER;
        }
        if (raw == long.class) {
            return SIZE;
        }
        if (raw == Duration.class) {
            return TIME;
        }
        return raw == CostFields.UsageCost.class ? USAGE_COST : null;
    }
}
