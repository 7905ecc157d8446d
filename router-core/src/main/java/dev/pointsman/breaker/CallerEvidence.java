package dev.pointsman.breaker;

/**
 * The callers whose calls have failed and succeeded of late: tells a failing model from one caller whose calls fail.
 * Guarded by {@link ModelBreaker}'s lock. Callers are numbers; 0 is an unknown one.
 *
 * <p>Keeps the one caller of all recent failures, and the two callers served last, which is enough to know whether any
 * other one is served.
 */
final class CallerEvidence {
    private static final int UNKNOWN = 0;

    private final long window;
    private int failing; // the caller of all recent failures; unknown if there are several
    private boolean mixed;
    private long failedAt;
    private int served;
    private long servedAt;
    private int servedBefore; // another one than the last
    private long servedBeforeAt;

    /** Evidence that counts for a time in nanoseconds. */
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

    /** Whether all recent failures are of one known caller, and another one has been served meanwhile. */
    boolean blameOne(long now) {
        return failing != UNKNOWN && (isServed(served, servedAt, now) || isServed(servedBefore, servedBeforeAt, now));
    }

    private boolean isServed(int caller, long at, long now) {
        return caller != UNKNOWN && caller != failing && now - at <= window;
    }
}
