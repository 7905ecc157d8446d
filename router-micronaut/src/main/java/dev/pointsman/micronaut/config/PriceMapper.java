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
        double write = one(given.cacheWrite(), writeOtherwise(known, input, false), at.in("cache-write"));
        double lasting =
                one(given.longCacheWrite(), longWriteOtherwise(given, known, input), at.in("long-cache-write"));
        boolean valid = input >= 0 && output >= 0 && cached >= 0 && write >= 0 && lasting >= 0;
        return valid ? new Pricing(input, output, cached, write, lasting) : null;
    }

    /** Returns the default price of cached tokens, at most the input price. */
    private static double cachedOtherwise(ModelConfig.Price given, @Nullable Pricing known, double input) {
        if (known == null) {
            return input;
        }
        return given.input() == null ? known.cached() : Math.min(known.cached(), input);
    }

    /** Returns the default price of tokens written into a cache: the catalogue's share of the input price. */
    private static double writeOtherwise(@Nullable Pricing known, double input, boolean lasting) {
        if (known == null || known.input() == 0) {
            return input;
        }
        return input * ((lasting ? known.longCacheWrite() : known.cacheWrite()) / known.input());
    }

    /** Returns the same for an hour or longer: the given one for a shorter time, if there is one. */
    private static double longWriteOtherwise(ModelConfig.Price given, @Nullable Pricing known, double input) {
        double otherwise = writeOtherwise(known, input, true);
        return given.cacheWrite() == null ? otherwise : Math.max(given.cacheWrite(), otherwise);
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
