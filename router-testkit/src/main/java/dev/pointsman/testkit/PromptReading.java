package dev.pointsman.testkit;

import java.time.Duration;
import java.util.List;

/**
 * Work of a provider on a prompt.
 *
 * @param promptTokens the length of the prompt
 * @param cachedTokens the tokens of it that were cached
 * @param writtenTokens further tokens of it that are cached from now on
 * @param prefill the time to read what was not cached
 * @param blocks hashes of the cached beginnings, each a block longer than the one before
 */
record PromptReading(int promptTokens, int cachedTokens, int writtenTokens, Duration prefill, List<Long> blocks) {}
