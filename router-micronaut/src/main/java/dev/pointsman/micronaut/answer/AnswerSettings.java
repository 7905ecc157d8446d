package dev.pointsman.micronaut.answer;

import dev.pointsman.micronaut.answer.internal.AnswerLimits;

/**
 * Settings of answers.
 *
 * @param limits memory limits
 * @param staleMemory size of the stale-response cache in bytes
 */
record AnswerSettings(AnswerLimits limits, long staleMemory) {}
