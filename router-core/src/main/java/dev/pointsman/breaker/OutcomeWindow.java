package dev.pointsman.breaker;

/** Calls, failures and slow calls of late, fading exponentially. Guarded by the breaker's lock. */
final class OutcomeWindow {
    private static final double SMALL = 1e-5; // the series' next term is beyond the precision of a double

    private final BreakerConfig config;
    private final double perNano;
    private double calls;
    private double failures;
    private double slow;
    private long at;

    OutcomeWindow(BreakerConfig config) {
        this.config = config;
        this.perNano = -1.0 / config.window().toNanos();
    }

    void add(boolean failed, boolean wasSlow, long now) {
        double left = left(now);
        calls = calls * left + 1;
        failures = failures * left + (failed ? 1 : 0);
        slow = slow * left + (wasSlow ? 1 : 0);
        at = now;
    }

    private double left(long now) {
        double x = (now - at) * perNano;
        return x >= 0 ? 1 : x > -SMALL ? 1 + x + x * x / 2 : Math.exp(x);
    }

    boolean isBad() {
        return calls >= config.minimumCalls()
                && (failures >= config.failureRate() * calls || slow >= config.slowRate() * calls);
    }

    boolean isTooManyInARow(int failuresInARow) {
        return failuresInARow >= Math.max(config.consecutiveFailures(), config.trafficShare() * calls);
    }

    void clear() {
        calls = 0;
        failures = 0;
        slow = 0;
    }
}
