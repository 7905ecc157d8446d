package dev.pointsman.trace;

import dev.pointsman.policy.Pool;

/**
 * Snapshot of a pool, for display.
 *
 * @param pool the pool
 * @param retriesLeft number of retries at the same model its budget would grant now; at least 0
 * @param hedgesLeft number of hedges its budget would grant now; at least 0, 0 if the pool does not hedge
 * @param waiting number of calls waiting for an available model
 */
public record PoolSnapshot(Pool pool, double retriesLeft, double hedgesLeft, int waiting) {}
