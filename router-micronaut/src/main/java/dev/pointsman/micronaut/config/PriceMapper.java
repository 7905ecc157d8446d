package dev.pointsman.micronaut.config;

import dev.pointsman.model.Pricing;
import org.jspecify.annotations.Nullable;

/** Merges a configured price with the catalogue's, value by value. */
final class PriceMapper {
    private PriceMapper() {}

    static @Nullable Pricing of(ModelConfig.@Nullable Price given, @Nullable Pricing known, ConfigErrors at) {
        if (given == null) {
            return known;
        }
        double input = one(given.input(), known == null ? null : known.input(), at.in("input"));
        double output = one(given.output(), known == null ? null : known.output(), at.in("output"));
        double cached = one(given.cached(), cachedOtherwise(given, known, input), at.in("cached"));
        return input >= 0 && output >= 0 && cached >= 0 ? new Pricing(input, output, cached) : null;
    }

    /** Returns the default price of cached tokens, at most the input price. */
    private static double cachedOtherwise(ModelConfig.Price given, @Nullable Pricing known, double input) {
        if (known == null) {
            return input;
        }
        return given.input() == null ? known.cached() : Math.min(known.cached(), input);
    }

    /** Returns one price; NaN if it is invalid, which is reported. */
    private static double one(@Nullable Double given, @Nullable Double otherwise, ConfigErrors at) {
        Double price = given == null ? otherwise : given;
        if (price == null) {
            at.missing("a price, as the catalogue has none");
            return Double.NaN;
        }
        boolean right = price >= 0 && price < Double.POSITIVE_INFINITY;
        return given == null || at.require(right, given, ">= 0 USD per million tokens") ? price : Double.NaN;
    }
}
