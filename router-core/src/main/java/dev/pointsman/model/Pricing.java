package dev.pointsman.model;

/**
 * Token prices of a model, in US dollars per million tokens.
 *
 * <p>A model without a known price has no {@code Pricing} at all: an unknown price is never 0. Zero is a valid price.
 *
 * @param input price of a million prompt tokens; finite, at least 0
 * @param output price of a million answer tokens; finite, at least 0
 * @param cached price of a million prompt tokens that the provider had cached; finite, at least 0
 * @param cacheWrite price of a million prompt tokens that the provider writes into its cache; finite, at least 0
 * @param longCacheWrite the same for tokens that stay cached for an hour or longer; finite, at least 0
 */
public record Pricing(double input, double output, double cached, double cacheWrite, double longCacheWrite) {
    private static final double MILLION = 1e6;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a price is negative, infinite or not a number
     */
    public Pricing {
        check(input, "input");
        check(output, "output");
        check(cached, "cached");
        check(cacheWrite, "cacheWrite");
        check(longCacheWrite, "longCacheWrite");
    }

    /**
     * A price without a premium for tokens written into a cache.
     *
     * @param input price of a million prompt tokens; finite, at least 0
     * @param output price of a million answer tokens; finite, at least 0
     * @param cached price of a million prompt tokens that the provider had cached; finite, at least 0
     * @throws IllegalArgumentException if a price is negative, infinite or not a number
     */
    public Pricing(double input, double output, double cached) {
        this(input, output, cached, input, input);
    }

    /**
     * A price without a discount for cached tokens.
     *
     * @param input price of a million prompt tokens; finite, at least 0
     * @param output price of a million answer tokens; finite, at least 0
     * @return the price
     * @throws IllegalArgumentException if a price is negative, infinite or not a number
     */
    public static Pricing of(double input, double output) {
        return new Pricing(input, output, input);
    }

    /**
     * Returns this price with other ones for tokens written into a cache.
     *
     * @param write price of a million written tokens; finite, at least 0
     * @param longWrite the same for tokens that stay cached for an hour or longer; finite, at least 0
     * @return the price
     * @throws IllegalArgumentException if a price is negative, infinite or not a number
     */
    public Pricing withCacheWrites(double write, double longWrite) {
        return new Pricing(input, output, cached, write, longWrite);
    }

    /**
     * Returns the cost of a usage.
     *
     * @param usage the tokens
     * @return US dollars, at least 0
     */
    public double cost(Usage usage) {
        double cost = cost(usage.inputTokens(), usage.cachedTokens(), usage.outputTokens());
        int written = usage.cacheWriteTokens();
        int lasting = usage.longCacheWriteTokens();
        return written == 0
                ? cost
                : cost + ((written - lasting) * (cacheWrite - input) + lasting * (longCacheWrite - input)) / MILLION;
    }

    /**
     * Returns the cost of an expected usage, without allocating.
     *
     * @param inputTokens tokens of the prompt, the cached ones among them
     * @param cachedTokens tokens of the prompt expected to be cached
     * @param outputTokens tokens of the answer, may be a fractional mean
     * @return US dollars
     */
    public double cost(int inputTokens, int cachedTokens, double outputTokens) {
        return ((inputTokens - cachedTokens) * input + cachedTokens * cached + outputTokens * output) / MILLION;
    }

    /**
     * Returns the cost of an expected usage where the provider writes every token that is not cached into its cache,
     * without allocating.
     *
     * @param inputTokens tokens of the prompt, the cached ones among them; may be fractional
     * @param cachedTokens tokens of the prompt expected to be cached; may be fractional
     * @param outputTokens tokens of the answer; may be fractional
     * @param lasting whether they stay cached for an hour or longer
     * @return US dollars
     */
    public double cachingCost(double inputTokens, double cachedTokens, double outputTokens, boolean lasting) {
        double write = lasting ? longCacheWrite : cacheWrite;
        return ((inputTokens - cachedTokens) * write + cachedTokens * cached + outputTokens * output) / MILLION;
    }

    /**
     * Returns what cached tokens of a usage saved, compared with the price of other prompt tokens. Premiums for tokens that
     * were written into the cache are part of {@link #cost(Usage)}, and not subtracted here.
     *
     * @param usage the tokens
     * @return US dollars, at least 0
     */
    public double cacheSaving(Usage usage) {
        return usage.cachedTokens() * Math.max(0, input - cached) / MILLION;
    }

    /**
     * Returns whether neither the input nor the output price exceeds a ceiling.
     *
     * @param ceiling the maximum prices
     * @return true if both prices are at or under the ceiling's
     */
    public boolean isWithin(Pricing ceiling) {
        return input <= ceiling.input && output <= ceiling.output;
    }

    private static void check(double price, String name) {
        Preconditions.require(
                price >= 0 && price < Double.POSITIVE_INFINITY, name, price, ">= 0 USD per million tokens");
    }
}
