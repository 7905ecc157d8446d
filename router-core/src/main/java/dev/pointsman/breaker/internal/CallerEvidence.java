package dev.pointsman.breaker.internal;

/**
 * Recent callers with failed and successful calls: distinguishes a failing model from a single caller whose calls fail.
 * Guarded by {@link ModelBreaker}'s lock. Callers are numbers; 0 is unknown.
 *
 * <p>Stores the single caller of all recent failures and the last two callers served, which is enough to detect whether
 * another caller is served.
 */
final class CallerEvidence {
    private static final int UNKNOWN = 0;

    private final long window;
    private int failing; // the caller of all recent failures; unknown if there are several
    private boolean mixed;
    private long failedAt;
    private int served;
    private long servedAt;
    private int servedBefore; // different from the last one
    private long servedBeforeAt;

    /** Creates empty evidence with a validity in nanoseconds. */
    CallerEvidence(long window) {
        this.window = window;
    }

    void served(int caller, long now) {
        if (caller == UNKNOWN) {
            return;
        }
        if (caller != served) {
            servedBefore = served;
            servedBeforeAt = servedAt;
            served = caller;
        }
        servedAt = now;
    }

    void failed(int caller, long now) {
        boolean first = (failing == UNKNOWN && !mixed) || now - failedAt > window;
        if (first) {
            failing = caller;
            mixed = caller == UNKNOWN;
        } else if (caller != failing) {
            failing = UNKNOWN;
            mixed = true;
        }
        failedAt = now;
    }

    /** Returns whether all recent failures are of one known caller while another caller was served. */
    boolean areOfOneCaller(long now) {
        return failing != UNKNOWN && (isServed(served, servedAt, now) || isServed(servedBefore, servedBeforeAt, now));
    }

    private boolean isServed(int caller, long at, long now) {
        return caller != UNKNOWN && caller != failing && now - at <= window;
    }
}
