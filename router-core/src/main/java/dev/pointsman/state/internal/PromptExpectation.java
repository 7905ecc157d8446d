package dev.pointsman.state.internal;

import dev.pointsman.stats.internal.PromptLoad;

/**
 * Expectation of a decision about the chosen model's cache, compared with the usage at the attempt's end.
 *
 * @param load the expected work on the prompt
 * @param had tokens of the session's prompt that the model had read before; 0 if none
 * @param age seconds since it read them, else since it read the shared beginning; infinite if neither
 * @param survival the share that was expected to be cached still
 */
public record PromptExpectation(PromptLoad load, int had, double age, double survival) {}
