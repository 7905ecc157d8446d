package dev.pointsman.benchmarks.sessions;

/**
 * Answer to one call of a session.
 *
 * @param model the model that served it
 * @param firstToken seconds to the first token
 * @param whole seconds to the end of the stream
 * @param promptTokens tokens of the prompt, by the provider's usage
 * @param cachedTokens tokens of it that the provider had cached
 * @param outputTokens tokens of the answer
 */
record ToolTurn(String model, double firstToken, double whole, int promptTokens, int cachedTokens, int outputTokens) {}
