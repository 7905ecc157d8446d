package dev.pointsman.micronaut.metrics;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A meter for each constant of an enum. */
record EnumMeters<E extends Enum<E>, M>(List<M> meters) {

    static <E extends Enum<E>, M> EnumMeters<E, M> of(Class<E> type, Function<E, M> make) {
        return new EnumMeters<>(Stream.of(type.getEnumConstants()).map(make).toList());
    }

    M of(E constant) {
        return meters.get(constant.ordinal());
    }
}
