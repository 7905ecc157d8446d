package dev.pointsman.state;

import org.jspecify.annotations.Nullable;

/**
 * Prompt of a session that a deployment has read, and may still have in its cache.
 *
 * @param model the model's id
 * @param tokens the length of the prompt
 * @param readNanos the time of the first token of its answer, in nanoseconds of any origin
 * @param next the one that was read before by another deployment; null if there is none
 */
public record CachedPrompt(
        String model, int tokens, long readNanos, @Nullable CachedPrompt next) {}
