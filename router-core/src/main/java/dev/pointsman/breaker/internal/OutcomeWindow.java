package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;

/**
 * Exponentially decaying window of calls, failures and slow calls. Guarded by the breaker's lock.
 *
 * <p>The failure rate is relative to the calls begun before the last failed one, if those are more than have ended:
 * long answers end late, and failures mostly early. Fields that only failures need are updated only by failures.
 */
final class OutcomeWindow {
    private static final double SMALL = 1e-5; // the series' next term is beyond the precision of a double
    private static final double SHORTEST = 10e9; // nanoseconds
    private static final double LONG_RUN = 20; // time constants of the window
    private static final double USUAL_ERRORS = .05;
    private static final double USUAL_WEIGHT = 40; // calls
    private static final double MOST_ERRORS = .3; // a model that fails more often is not healthy

    private final BreakerConfig config;
    private final double windowNanos;
    private final double perNano;
    private double calls;
    private double failures;
    private double slow;
    private long at;
    private boolean seen;
    // As of the last failure.
    private double begun; // calls begun by the last one that failed, decaying
    private double arrivals; // the same, not forgotten when the breaker trips
    private double lastOrder; // NaN after calls have begun that must not count
    private long since;
    private long failedAt;
    private double longRunCalls;
    private double longRunFailures;

    OutcomeWindow(BreakerConfig config) {
        this.config = config;
        this.windowNanos = config.window().toNanos();
        this.perNano = -1.0 / config.window().toNanos();
    }

    void add(boolean failed, boolean wasSlow, long now) {
        double left = left(now);
        calls = calls * left + 1;
        failures = failures * left + (failed ? 1 : 0);
        slow = slow * left + (wasSlow ? 1 : 0);
        begun *= left;
        if (!seen) {
            begin(now);
        }
        at = now;
    }

    private void begin(long now) {
        seen = true;
        since = now;
        failedAt = now;
    }

    /**
     * Adds the calls begun since the last one that failed, before a failure is added.
     *
     * @param order number of calls begun when the failed one began; negative if unknown
     */
    void arrived(double order, long now) {
        if (!seen) {
            begin(now);
        }
        double more = Double.isNaN(lastOrder) || order < 0 ? 1 : Math.max(0, order - lastOrder);
        double passed = Math.max(0, now - failedAt) / windowNanos;
        double fresh = passed == 0 ? more : more * -Math.expm1(-passed) / passed; // begun evenly, and decayed since
        begun = begun * left(now) + fresh;
        calls *= left(now);
        failures *= left(now);
        slow *= left(now);
        at = now;
        arrivals = arrivals * Math.exp(-passed) + fresh;
        double longRun = longRunLeft(now);
        longRunCalls = longRunCalls * longRun + more;
        longRunFailures = longRunFailures * longRun + 1;
        lastOrder = order < 0 ? lastOrder : Double.isNaN(lastOrder) ? order : Math.max(order, lastOrder);
        failedAt = now;
    }

    /** Returns the recent calls per second as of the last failure; for a new model, over at least a few seconds. */
    double callsPerSecond() {
        double seconds = Math.min(windowNanos, Math.max(SHORTEST, (double) (failedAt - since))) * 1e-9;
        return Math.max(arrivals, calls) / seconds;
    }

    /** Returns the share of calls that fail while the model is up. */
    double errorRate(long now) {
        double left = seen ? longRunLeft(now) : 1;
        double share = (longRunFailures * left + USUAL_ERRORS * USUAL_WEIGHT) / (longRunCalls * left + USUAL_WEIGHT);
        return Math.min(MOST_ERRORS, Math.max(USUAL_ERRORS, share));
    }

    private double longRunLeft(long now) {
        return Math.exp(-Math.max(0, now - failedAt) / windowNanos / LONG_RUN);
    }

    private double left(long now) {
        double x = (now - at) * perNano;
        return x >= 0 ? 1 : x > -SMALL ? 1 + x + x * x / 2 : Math.exp(x);
    }

    boolean isFailing() {
        return calls >= config.minimumCalls() && failures >= config.failureRate() * among();
    }

    boolean isSlow() {
        return calls >= config.minimumCalls() && slow >= config.slowRate() * calls;
    }

    boolean followsTraffic(int failuresInARow) {
        return failuresInARow >= config.trafficShare() * calls;
    }

    String whyFailing() {
        return FigureFormat.percent(failures / among()) + " of " + Math.round(among()) + " calls failed";
    }

    String whySlow() {
        return FigureFormat.percent(slow / calls) + " of " + Math.round(calls) + " calls took over "
                + FigureFormat.number(config.slowFactor()) + " times longer than usual and than at peers";
    }

    void clear() {
        calls = 0;
        failures = 0;
        slow = 0;
        begun = 0;
        lastOrder = Double.NaN;
    }

    private double among() {
        return Math.max(calls, begun);
    }
}
