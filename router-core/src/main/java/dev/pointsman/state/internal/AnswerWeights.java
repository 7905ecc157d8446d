package dev.pointsman.state.internal;

import dev.pointsman.state.SizedAnswer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Memory estimates of answer values. */
final class AnswerWeights {
    /** Assumed bytes of an object of unknown size. */
    private static final long UNKNOWN = 16 * 1024;

    private static final long ELEMENT = 32;
    private static final int BYTES_PER_CHARACTER = 2;

    private AnswerWeights() {}

    /**
     * Returns the bytes of a {@link SizedAnswer}, text, byte array or a collection of these; a fixed estimate for
     * everything else.
     */
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
