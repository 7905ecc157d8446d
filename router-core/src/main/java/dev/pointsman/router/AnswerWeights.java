package dev.pointsman.router;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Estimates of the memory that values take. */
final class AnswerWeights {
    /** Bytes of an object that nothing is known of. */
    private static final long UNKNOWN = 16 * 1024;

    private static final long ELEMENT = 32;
    private static final int BYTES_PER_CHARACTER = 2;

    private AnswerWeights() {}

    /** The bytes of what knows its own, of texts, byte arrays and collections of them; a fixed guess for everything else. */
    static long of(Object value) {
        if (value instanceof SizedAnswer sized) {
            return sized.bytes();
        }
        if (value instanceof CharSequence text) {
            return ELEMENT + (long) BYTES_PER_CHARACTER * text.length();
        }
        if (value instanceof byte[] bytes) {
            return ELEMENT + bytes.length;
        }
        if (value instanceof Number || value instanceof Boolean || value instanceof Enum<?>) {
            return ELEMENT;
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? of(optional.get()) : ELEMENT;
        }
        if (value instanceof Map<?, ?> map) {
            return of(map.keySet()) + of(map.values());
        }
        return value instanceof Collection<?> values
                ? values.stream()
                        .mapToLong(element -> element == null ? 0 : ELEMENT + of(element))
                        .sum()
                : UNKNOWN;
    }
}
