package dev.pointsman.model;

/**
 * Token usage of one attempt, as counted by the provider.
 *
 * @param inputTokens tokens of the prompt, those read from and written to a cache among them; at least 0
 * @param cachedTokens tokens of the prompt that the provider had cached; from 0 to {@code inputTokens}
 * @param cacheWriteTokens further tokens of the prompt that the provider wrote into its cache; at least 0, with the
 *     cached ones at most {@code inputTokens}
 * @param longCacheWriteTokens the written ones among them that stay cached for an hour or longer; from 0 to {@code
 *     cacheWriteTokens}
 * @param outputTokens tokens of the answer; at least 0
 */
public record Usage(
        int inputTokens, int cachedTokens, int cacheWriteTokens, int longCacheWriteTokens, int outputTokens) {

    /** The usage of a response without token counts; ignored by the statistics. */
    public static final Usage UNKNOWN = new Usage(0, 0, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a count is out of its range
     */
    public Usage {
        Preconditions.notNegative(inputTokens, "inputTokens");
        Preconditions.notNegative(outputTokens, "outputTokens");
        Preconditions.require(
                cachedTokens >= 0 && cachedTokens <= inputTokens,
                "cachedTokens",
                cachedTokens,
                ">= 0 and <= inputTokens");
        Preconditions.require(
                cacheWriteTokens >= 0 && cacheWriteTokens <= inputTokens - cachedTokens,
                "cacheWriteTokens",
                cacheWriteTokens,
                ">= 0 and <= inputTokens - cachedTokens");
        Preconditions.require(
                longCacheWriteTokens >= 0 && longCacheWriteTokens <= cacheWriteTokens,
                "longCacheWriteTokens",
                longCacheWriteTokens,
                ">= 0 and <= cacheWriteTokens");
    }

    /**
     * A usage without tokens written to a cache.
     *
     * @param inputTokens tokens of the prompt; at least 0
     * @param cachedTokens tokens of the prompt that the provider had cached; from 0 to {@code inputTokens}
     * @param outputTokens tokens of the answer; at least 0
     * @throws IllegalArgumentException if a count is out of its range
     */
    public Usage(int inputTokens, int cachedTokens, int outputTokens) {
        this(inputTokens, cachedTokens, 0, 0, outputTokens);
    }

    /**
     * A usage without cached tokens.
     *
     * @param inputTokens tokens of the prompt; at least 0
     * @param outputTokens tokens of the answer; at least 0
     * @return the usage
     * @throws IllegalArgumentException if a count is negative
     */
    public static Usage of(int inputTokens, int outputTokens) {
        return new Usage(inputTokens, 0, outputTokens);
    }

    /**
     * Returns whether the provider counted any tokens.
     *
     * @return false for {@link #UNKNOWN} and its equals
     */
    public boolean isKnown() {
        return inputTokens > 0 || outputTokens > 0;
    }
}
