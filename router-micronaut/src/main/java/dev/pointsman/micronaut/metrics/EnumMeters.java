package dev.pointsman.micronaut.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A meter for each constant of an enum. */
final class EnumMeters<E extends Enum<E>, M> {
    private final Map<E, M> meters; // not modified after construction

    EnumMeters(Class<E> type, Function<E, M> make) {
        meters = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            meters.put(constant, make.apply(constant));
        }
    }

    M of(E constant) {
        return Objects.requireNonNull(meters.get(constant));
    }
}
