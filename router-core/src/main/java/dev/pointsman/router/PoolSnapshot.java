package dev.pointsman.router;

/**
 * One pool at one moment, for people.
 *
 * @param pool the pool
 * @param retriesLeft how many retries at the same model its budget would grant now; at least 0
 * @param hedgesLeft how many hedges its budget would grant now; at least 0, 0 if the pool does not hedge
 * @param waiting how many calls wait for a model to come back
 */
public record PoolSnapshot(Pool pool, double retriesLeft, double hedgesLeft, int waiting) {}
