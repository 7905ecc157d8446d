package dev.pointsman.breaker;

/**
 * Calls, failures and slow calls of late, fading exponentially. Guarded by the breaker's lock.
 *
 * <p>Failures are counted among the calls that have begun before the last one that failed, where those are more than have
 * ended: long answers end late, and failures mostly at once. What only failures need is brought up to date only by them.
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
    private double begun; // by the last call that failed, fading
    private double arrivals; // the same, not forgotten when the breaker trips
    private double lastOrder; // NaN once calls have begun that are not to count
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
     * Takes account of the calls begun since the last one that failed, before a failure is added.
     *
     * @param order how many calls had begun when the one that failed did; negative if that is not known
     */
    void arrived(double order, long now) {
        if (!seen) {
            begin(now);
        }
        double more = Double.isNaN(lastOrder) || order < 0 ? 1 : Math.max(0, order - lastOrder);
        double passed = Math.max(0, now - failedAt) / windowNanos;
        double fresh = passed == 0 ? more : more * -Math.expm1(-passed) / passed; // begun evenly, and faded since
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

    /** Calls per second of late, known at failures; of a model that is new, over at least a few seconds. */
    double callsPerSecond() {
        double seconds = Math.min(windowNanos, Math.max(SHORTEST, (double) (failedAt - since))) * 1e-9;
        return Math.max(arrivals, calls) / seconds;
    }

    /** Share of calls that fail while the model is up. */
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
