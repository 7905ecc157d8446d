package dev.pointsman.router;

import dev.pointsman.model.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Whose candidates a frame holds since they were looked for last, if every one of them was free for any call. One
 * thread's own.
 */
final class EligibleCache {
    private @Nullable PoolState pool;
    private @Nullable Operation operation;
    private long changes;
    private int size;

    /** How many there are; 0 if they must be looked for. */
    @SuppressWarnings("ReferenceEquality") // a pool that was replaced is another one
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
