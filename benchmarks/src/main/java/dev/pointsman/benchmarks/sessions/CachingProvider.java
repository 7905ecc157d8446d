package dev.pointsman.benchmarks.sessions;

import dev.pointsman.model.Pricing;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind of a provider: prices, speed and prompt cache. All times are a tenth of usual ones, so that sessions of minutes take
 * seconds.
 *
 * @param id id of its model
 * @param price the price of its tokens
 * @param firstToken the time to the first token of an empty prompt
 * @param perToken the time per token of the answer
 * @param prefill the time to read a thousand tokens
 * @param timeToLive the time to live of its prompt cache; null if it has none
 */
record CachingProvider(
        String id,
        Pricing price,
        Duration firstToken,
        Duration perToken,
        Duration prefill,
        @Nullable Duration timeToLive) {

    /** The provider with the lowest list price has no cache: in sessions it is the most expensive one. */
    static final List<CachingProvider> ALL = List.of(
            new CachingProvider(
                    "tenth",
                    new Pricing(2, 8, .2),
                    Duration.ofMillis(45),
                    Duration.ofMillis(1),
                    Duration.ofMillis(10),
                    Duration.ofSeconds(30)),
            new CachingProvider(
                    "half",
                    new Pricing(1.6, 6.4, .8),
                    Duration.ofMillis(40),
                    Duration.ofMillis(1),
                    Duration.ofMillis(12),
                    Duration.ofSeconds(60)),
            new CachingProvider(
                    "uncached",
                    Pricing.of(1, 4),
                    Duration.ofMillis(42),
                    Duration.ofMillis(1),
                    Duration.ofMillis(8),
                    null));

    private static final int LEAST_CACHED = 1024;
    private static final int TOKENS = 40;

    /** Starts a provider of this kind whose cache is empty. */
    FaultyProvider start() {
        FaultyProviderBuilder builder = FaultyProvider.openAi()
                .tokens(TOKENS)
                .callsOfferedTools()
                .pace(firstToken, perToken)
                .prefill(prefill);
        // Without a cache prompts are counted alike: nothing is long enough for it.
        return builder.promptCache(
                        timeToLive == null ? Integer.MAX_VALUE : LEAST_CACHED,
                        timeToLive == null ? Duration.ofSeconds(1) : timeToLive)
                .start();
    }
}
