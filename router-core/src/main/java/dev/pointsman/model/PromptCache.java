package dev.pointsman.model;

import java.time.Duration;

/**
 * Prompt cache of a model's provider, as documented: the router learns from there how much of a prompt is really cached.
 *
 * @param timeToLive how long a prompt stays cached after it was last read; over 0
 * @param minimumTokens the shortest prefix of a prompt that is cached, in tokens; at least 0
 * @param reported whether the usage of an answer tells how many tokens were cached; if not, the time to live is believed
 */
public record PromptCache(Duration timeToLive, int minimumTokens, boolean reported) {
    /** Five minutes, 1,024 tokens, reported: assumed where nothing is known. */
    public static final PromptCache DEFAULT = new PromptCache(Duration.ofMinutes(5), 1024, true);

    private static final Duration LASTING = Duration.ofHours(1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the time is not over 0 or the minimum negative
     */
    public PromptCache {
        Preconditions.require(timeToLive.compareTo(Duration.ZERO) > 0, "timeToLive", timeToLive, "> 0");
        Preconditions.notNegative(minimumTokens, "minimumTokens");
    }

    /**
     * Returns whether prompts stay cached for an hour or longer, for which some providers have a price of its own.
     *
     * @return true from an hour on
     */
    public boolean isLasting() {
        return timeToLive.compareTo(LASTING) >= 0;
    }
}
