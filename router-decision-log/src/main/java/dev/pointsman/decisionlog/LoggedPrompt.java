package dev.pointsman.decisionlog;

/**
 * Expectation of a decision about the prompt at a candidate.
 *
 * @param prefillSlope growth of the time to first token with every token that is not cached, over that of an empty prompt
 * @param cachedTokens tokens that it is expected to have cached
 * @param pricedTokens the same for the cost
 * @param keptTokens tokens that it is expected to have cached at the next turn
 * @param lasting whether prompts stay cached for an hour or longer, for which some providers have another price
 */
public record LoggedPrompt(
        double prefillSlope, double cachedTokens, double pricedTokens, double keptTokens, boolean lasting) {
    static final LoggedPrompt NONE = new LoggedPrompt(0, 0, 0, 0, false);
}
