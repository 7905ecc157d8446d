package dev.pointsman.replay.fit;

import dev.pointsman.replay.ProviderSpec;

/**
 * A simulated provider that behaves as a model of the log did.
 *
 * @param spec the provider, by the model's id
 * @param attempts how many attempts the log has of it
 * @param samples how many answers its speed rests on
 * @param troubles how many times it failed more than by chance
 * @param slowdowns how many stretches of time it was slower or faster than usual
 * @param mostAtOnce the most calls at once that the log has seen there: beyond that it is not known what it does
 */
public record FittedModel(ProviderSpec spec, long attempts, int samples, int troubles, int slowdowns, int mostAtOnce) {}
