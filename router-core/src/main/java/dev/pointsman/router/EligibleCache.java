package dev.pointsman.router;

import dev.pointsman.model.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Cache key of the eligible candidates found by the previous decision on this thread; valid only if all of them were
 * free for any call.
 */
final class EligibleCache {
    private @Nullable PoolState pool;
    private @Nullable Operation operation;
    private long changes;
    private int size;

    /** Returns the number of cached candidates; 0 if the cache is not valid. */
    @SuppressWarnings("ReferenceEquality") // a replaced pool is another instance
    int size(PoolState of, Operation by, long changesNow) {
        return pool == of && operation == by && changes == changesNow ? size : 0;
    }

    void are(PoolState of, Operation by, long changesBefore, int candidates) {
        pool = of;
        operation = by;
        changes = changesBefore;
        size = candidates;
    }

    void forget() {
        pool = null;
    }
}
