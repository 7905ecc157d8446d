package dev.pointsman.replay.simulator.session;

import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.replay.simulator.ProviderSpec;
import java.util.Objects;

/**
 * Provider with a prompt cache.
 *
 * @param spec its speeds, limits and faults; its price is set
 * @param cache its cache
 */
record SessionProvider(ProviderSpec spec, PromptCacheSpec cache) {
    private static final double MILLION = 1e6;

    Model model() {
        Pricing list = price();
        double write = list.input() * cache.writeFactor();
        return Model.builder(spec.name(), spec.name())
                .price(new Pricing(list.input(), list.output(), list.input() * cache.cachedFactor())
                        .withCacheWrites(write, write))
                .cache(cache.declared())
                .build();
    }

    SessionProvider with(PromptCacheSpec value) {
        return new SessionProvider(spec, value);
    }

    private Pricing price() {
        return Objects.requireNonNull(spec.price());
    }

    /** Returns the US dollars that a call is charged. */
    double cost(int inputTokens, double cachedTokens, double outputTokens) {
        Pricing list = price();
        double write = cache.holds(inputTokens) ? cache.writeFactor() : 1;
        double input = (inputTokens - cachedTokens) * write + cachedTokens * cache.cachedFactor();
        return (input * list.input() + outputTokens * list.output()) / MILLION;
    }

    /** Returns the US dollars of a call without a cache. */
    double listCost(int inputTokens, int outputTokens) {
        Pricing list = price();
        return (inputTokens * list.input() + outputTokens * list.output()) / MILLION;
    }
}
