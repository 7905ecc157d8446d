package dev.pointsman.breaker.internal;

/**
 * Failures in a row: without a success or first token of a call begun after the first of them. Guarded by the breaker's
 * lock.
 *
 * <p>A sequential test (Page 1954) between a model that is up, of whose calls a small share fails, and one that is
 * down, of whose calls three quarters fail within the time failures take: the score increases by 1 with each failure
 * and decreases by the ratio of the log-likelihoods with each call that began between two failed calls and has outlived
 * the later one. At 0 the row restarts. A success or first token of a call begun after the row's first failure ends it.
 *
 * <p>By Lorden's bound (1971) a model that is up has at most one false alarm in {@code exp(h)} calls for a threshold of
 * {@code h}: with the logarithm of the calls per hour as the threshold, at most one per hour.
 */
final class FailureRow {
    private static final double DOWN = .75;
    private static final int USUAL = 3; // the threshold by chance under low traffic
    private static final double HOUR = 3600;

    private int failures;
    private double score;
    private boolean paused; // by a first token, until a call fails after its first token
    private int outlived;
    private long began; // time of the first failure; undefined if there is none
    private double errorRate; // undefined if there is none; the share that fails while the model is up, as of the time
    // when the row began
    private double lastOrder; // calls begun until the last one that failed; undefined if there is none

    /** Returns whether a success or first token would change it. */
    boolean isOpen() {
        return failures > 0 && !paused;
    }

    int failures() {
        return failures;
    }

    void clear() {
        failures = 0;
    }

    /**
     * Records a failure.
     *
     * @param answering whether its first token had arrived; then first tokens are no longer evidence
     * @param order number of calls begun when the failed one began
     * @param usualErrors the share of failed calls before it; used if the row begins with it
     */
    void fail(boolean answering, double order, double usualErrors, long now) {
        if (paused && !answering) {
            failures = 0;
        }
        paused = false;
        int others = failures == 0 ? 0 : (int) Math.max(0, order - lastOrder - 1);
        double left = failures == 0 ? 0 : score - others * weight();
        if (left <= 0) {
            failures = 0;
            errorRate = usualErrors;
            outlived = 0;
            score = 0;
            began = now;
            lastOrder = order;
        } else {
            outlived += others;
            score = left;
            lastOrder = Math.max(lastOrder, order);
        }
        failures++;
        score++;
    }

    /** Returns the decrease of the score for a call that outlives a failure. */
    private double weight() {
        return Math.log((1 - errorRate) / (1 - DOWN)) / Math.log(DOWN / errorRate);
    }

    /** Records a success; ignored if the call began before the first failure. */
    void succeed(long start) {
        if (failures > 0 && start - began >= 0) {
            failures = 0;
        }
    }

    /** Records a first token; ignored if the call began before the first failure. */
    void firstToken(long start) {
        paused |= failures > 0 && start - began >= 0;
    }

    /** Returns whether the row is so long that it occurs by chance less than once per hour. */
    boolean isTooLong(int least, double callsPerSecond) {
        double threshold = Math.log(Math.max(1, HOUR * callsPerSecond));
        int byChance = 1 + (int) (threshold / Math.log(DOWN / errorRate));
        int accepted = Math.max(0, USUAL - least); // fewer failures were configured, at the price of more false alarms
        return score >= Math.max(least, byChance - accepted);
    }

    String why(long now) {
        String within = " within " + FigureFormat.seconds(now - began);
        return outlived == 0
                ? failures + (failures == 1 ? " failure" : " failures in a row" + within)
                : failures + " failures" + within + ", while " + outlived + " calls begun among them went on";
    }
}
