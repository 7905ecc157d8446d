package dev.pointsman.breaker;

/**
 * Failures with no sign of life of a call begun after the first of them. Guarded by the breaker's lock.
 *
 * <p>A sequential test (Page 1954) between a model that is up, of whose calls a small share fails, and one that is down, of
 * whose calls three quarters fail within the time failures take: the score goes up by 1 with each failure and down by the
 * ratio of the log-likelihoods with each call that began between two calls that failed and has outlived the later one.
 * Where it falls to 0 the row begins anew. A success or first token of a call begun after the row's first failure ends it.
 *
 * <p>By Lorden's bound (1971) a model that is up has at most one false alarm in {@code exp(h)} calls for a threshold of
 * {@code h}: with the logarithm of the calls of an hour as threshold, one an hour at most.
 */
final class FailureRow {
    private static final double DOWN = .75;
    private static final int USUAL = 3; // what chance asks for under little traffic
    private static final double HOUR = 3600;

    private int failures;
    private double score;
    private boolean paused; // by a first token, until the failure of a call that had shown one
    private int outlived;
    private long began; // when the first one failed; of no meaning while there is none
    private double
            errorRate; // of no meaning while there is none; the share that fails while the model is up, as known when
    // the row began
    private double lastOrder; // calls begun until the last one that failed; of no meaning while there is none

    /** Whether a sign of life would change it. */
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
     * One more failure.
     *
     * @param answering whether its first token had come: then first tokens are no evidence any more
     * @param order how many calls had begun when the one that failed did
     * @param usualErrors the share of calls that failed before it; counts if the row begins with it
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

    /** What a call that outlives a failure takes off the score. */
    private double weight() {
        return Math.log((1 - errorRate) / (1 - DOWN)) / Math.log(DOWN / errorRate);
    }

    /** A call ended well. One that began before the first failure says nothing of what came then. */
    void succeed(long start) {
        if (failures > 0 && start - began >= 0) {
            failures = 0;
        }
    }

    /** The first token of a call has come; the same holds. */
    void firstToken(long start) {
        paused |= failures > 0 && start - began >= 0;
    }

    /** Whether so many failures come by chance less often than once an hour. */
    boolean isTooLong(int least, double callsPerSecond) {
        double threshold = Math.log(Math.max(1, HOUR * callsPerSecond));
        int byChance = 1 + (int) (threshold / Math.log(DOWN / errorRate));
        int accepted = Math.max(0, USUAL - least); // fewer failures were asked for, at the price of more false alarms
        return score >= Math.max(least, byChance - accepted);
    }

    String why(long now) {
        String within = " within " + FigureFormat.seconds(now - began);
        return outlived == 0
                ? failures + (failures == 1 ? " failure" : " failures in a row" + within)
                : failures + " failures" + within + ", while " + outlived + " calls begun among them went on";
    }
}
