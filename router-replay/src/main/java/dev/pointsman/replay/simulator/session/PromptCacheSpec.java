package dev.pointsman.replay.simulator.session;

import dev.pointsman.model.PromptCache;
import dev.pointsman.model.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Prompt cache of a simulated provider.
 *
 * @param cachedFactor price of a cached prompt token beside an uncached one's list price; at least 0
 * @param writeFactor price of an uncached prompt token, which is written to the cache, beside its list price; at least 0
 * @param timeToLive seconds after the last read at which an entry ends; 0 for no cache
 * @param meanLife mean of the exponential time after which an entry is evicted; infinite for never
 * @param hitRate share of calls that reach the server with the cache, 0 to 1; the others find nothing
 * @param reporting the tokens it reports as cached
 */
record PromptCacheSpec(
        double cachedFactor,
        double writeFactor,
        double timeToLive,
        double meanLife,
        double hitRate,
        Reporting reporting) {

    /** Shortest prefix that is cached, in tokens. */
    static final int LEAST_TOKENS = 1024;

    /** Cached prefixes are a multiple of these tokens. */
    static final int BLOCK = 128;

    private static final double LASTING = 3600; // seconds from which writes have a price of their own

    /** No cache. */
    static final PromptCacheSpec NONE = of(1, 1, 0);

    /** Tokens that a provider reports as cached. */
    enum Reporting {
        /** The tokens it had cached. */
        TRUE,
        /** None, though it has them cached and charges less for them; its model's configuration does not say so. */
        MUTE,
        /** None, though it has them cached and charges less for them, as its model's configuration says. */
        DECLARED_MUTE,
        /** The whole prompt, though it processes and charges every token. */
        FALSE,
        /** The tokens it had cached, and it charges less for them, but processes every token. */
        UNSAVED
    }

    static PromptCacheSpec of(double cachedFactor, double writeFactor, double timeToLive) {
        return new PromptCacheSpec(cachedFactor, writeFactor, timeToLive, Double.POSITIVE_INFINITY, 1, Reporting.TRUE);
    }

    PromptCacheSpec withMeanLife(double seconds) {
        return new PromptCacheSpec(cachedFactor, writeFactor, timeToLive, seconds, hitRate, reporting);
    }

    PromptCacheSpec withHitRate(double share) {
        return new PromptCacheSpec(cachedFactor, writeFactor, timeToLive, meanLife, share, reporting);
    }

    PromptCacheSpec with(Reporting value) {
        return new PromptCacheSpec(cachedFactor, writeFactor, timeToLive, meanLife, hitRate, value);
    }

    /** Returns the cache as the configuration of the provider's model describes it; null if there is none. */
    @Nullable
    PromptCache declared() {
        return switch (reporting) {
            case TRUE, MUTE, DECLARED_MUTE, UNSAVED ->
                isPresent() ? declared(reporting != Reporting.DECLARED_MUTE) : null;
            case FALSE -> PromptCache.DEFAULT;
        };
    }

    private PromptCache declared(boolean reported) {
        return new PromptCache(Duration.ofSeconds((long) timeToLive), LEAST_TOKENS, reported);
    }

    boolean isPresent() {
        return timeToLive > 0;
    }

    /** Returns whether prompts of a length are written to the cache. */
    boolean holds(int tokens) {
        return isPresent() && tokens >= LEAST_TOKENS;
    }

    /** Returns the usage that is reported for a call. */
    Usage usage(int inputTokens, int cachedTokens, int outputTokens) {
        return switch (reporting) {
            case TRUE, UNSAVED -> {
                int written = holds(inputTokens) && writeFactor != 1 ? inputTokens - cachedTokens : 0;
                yield new Usage(inputTokens, cachedTokens, written, timeToLive < LASTING ? 0 : written, outputTokens);
            }
            case MUTE, DECLARED_MUTE -> Usage.of(inputTokens, outputTokens);
            case FALSE -> new Usage(inputTokens, inputTokens, outputTokens);
        };
    }

    /** Returns the share of entries that are still there after an age. */
    double survival(double age) {
        return age < timeToLive ? Math.exp(-age / meanLife) : 0;
    }

    /** Returns the tokens of a prefix that a cache holds. */
    static int whole(int tokens) {
        return tokens < LEAST_TOKENS ? 0 : tokens - tokens % BLOCK;
    }
}
