package dev.pointsman.replay.fit;

import dev.pointsman.replay.simulator.ProviderSpec;

/**
 * A simulated provider that behaves as a model of the log did.
 *
 * @param spec the provider, by the model's id
 * @param attempts number of its attempts in the log
 * @param samples number of answers behind its speed
 * @param troubles number of outages
 * @param slowdowns number of periods in which it was slower or faster than usual
 * @param mostAtOnce maximum number of concurrent calls in the log; its behaviour beyond that is unknown
 */
public record FittedModel(ProviderSpec spec, long attempts, int samples, int troubles, int slowdowns, int mostAtOnce) {}
