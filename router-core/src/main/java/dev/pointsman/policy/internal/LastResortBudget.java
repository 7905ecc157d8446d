package dev.pointsman.policy.internal;

/**
 * Pool-wide budget of the second and further last-resort attempts of calls. Safe for all threads.
 *
 * <p>It counts calls, not time, so that the load of a total outage is amplified by the same small share at any call
 * rate. Its initial and maximum value is one attempt. A successful last-resort attempt refills it, since the outage is
 * not total then.
 */
public final class LastResortBudget {
    private static final double PER_CALL = .04;

    private double left = 1; // guarded by this

    /** Records a call whose first last-resort attempt begins. */
    public synchronized void call() {
        left = Math.min(1, left + PER_CALL);
    }

    /** Withdraws one attempt, if available. */
    public synchronized boolean withdraw() {
        boolean granted = left >= 1;
        left -= granted ? 1 : 0;
        return granted;
    }

    public synchronized void giveBack() {
        left = Math.min(1, left + 1);
    }

    /** Records a last-resort attempt that succeeded. */
    public synchronized void served() {
        left = 1;
    }
}
