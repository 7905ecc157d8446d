package dev.pointsman.replay;

/**
 * One call that comes in.
 *
 * @param seconds when, after the beginning
 * @param inputTokens length of its prompt
 * @param outputTokens length of its answer
 */
public record Arrival(double seconds, int inputTokens, int outputTokens) {}
