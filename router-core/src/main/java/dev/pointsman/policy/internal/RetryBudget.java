package dev.pointsman.policy.internal;

/**
 * Budget of retries at the same model and of hedges: a share of the recent calls of a pool, plus a constant rate.
 * Thread-safe.
 *
 * <p>Both sides are exponentially decayed sums, so at a steady rate a sum is that rate times the window: a withdrawal
 * is granted while the rate of withdrawals is under the share of the rate of calls plus the constant rate.
 */
public final class RetryBudget {
    private static final double SMALL = 1e-5; // the series' next term is beyond the precision of a double

    private final double share;
    private final double alwaysInWindow;
    private final double windowNanos;
    private double calls; // all below guarded by this
    private double withdrawals;
    private long at;
    private boolean begun;

    public RetryBudget(double share, double perSecond, double windowSeconds) {
        this.share = share;
        this.alwaysInWindow = perSecond * windowSeconds;
        this.windowNanos = windowSeconds * 1e9;
    }

    public synchronized void call(long now) {
        fade(now);
        calls++;
    }

    public synchronized boolean withdraw(long now) {
        fade(now);
        boolean granted = withdrawals + 1 <= share * calls + alwaysInWindow;
        if (granted) {
            withdrawals++;
        }
        return granted;
    }

    /** Returns the number of withdrawals that would be granted now. */
    public synchronized double left(long now) {
        fade(now);
        return Math.max(0, share * calls + alwaysInWindow - withdrawals);
    }

    /** Returns an unused withdrawal: its decayed remainder no longer counts. */
    public synchronized void giveBack(long withdrawnAt, long now) {
        fade(now);
        withdrawals = Math.max(0, withdrawals - left(withdrawnAt, now));
    }

    private void fade(long now) {
        if (begun && now - at > 0) {
            double left = left(at, now);
            calls *= left;
            withdrawals *= left;
        }
        begun = true;
        at = now;
    }

    private double left(long since, long now) {
        double x = (since - now) / windowNanos;
        return Math.abs(x) < SMALL ? 1 + x + x * x / 2 : Math.exp(x);
    }
}
