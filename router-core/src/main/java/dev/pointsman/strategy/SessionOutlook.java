package dev.pointsman.strategy;

/**
 * Expectation about the session of a call: what the candidates still have of its prompt in their caches, and what is to
 * come. Read-only, and valid only during the decision.
 *
 * <p>Tokens are expectations over all that may have happened to a cache, so they are fractional.
 */
public interface SessionOutlook {

    /** The home of a session that has none. */
    int NO_HOME = -1;

    /**
     * Expected number of turns after this one.
     *
     * @return at least 0; 0 for a call without a session
     */
    double turnsToCome();

    /**
     * Expected growth of the prompt until the next turn.
     *
     * @return tokens, at least 0
     */
    double growth();

    /**
     * The candidate that is expected to have most of the session's own prompt, at least 512 tokens.
     *
     * @return its index; {@link #NO_HOME} if there is none
     */
    int home();

    /**
     * Tokens of the prompt that a candidate is expected to have cached.
     *
     * @param index the index of the candidate
     * @return at least 0
     */
    double cachedTokens(int index);

    /**
     * The same for a comparison of costs: the shared beginning of an application's prompts counts as cached at all
     * candidates if the application is called often enough to keep it so, since no single session should pay for that.
     *
     * @param index the index of the candidate
     * @return at least {@link #cachedTokens}
     */
    double pricedTokens(int index);

    /**
     * Tokens of this prompt that a candidate, if it serves the call, is expected to have cached at the next turn.
     *
     * @param index the index of the candidate
     * @return at least 0
     */
    double keptTokens(int index);
}
