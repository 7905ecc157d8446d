package dev.pointsman.benchmarks.report;

/**
 * Result of one cell.
 *
 * @param cell the cell
 * @param calls simulated calls with healthy providers
 * @param hours simulated hours with healthy providers
 * @param answered share of those calls that were answered
 * @param trips trips of breakers of healthy providers
 * @param answeredInOutage share of calls answered in the run with an outage
 * @param leave seconds from the first failure of the outage until the breaker tripped; infinite for never
 * @param failures failures of the outage until the breaker tripped
 * @param wasted attempts at the provider that is down, begun after the first failure was known; trials count, attempts
 *     of calls for which nothing else was left do not
 */
record GridResult(
        GridCell cell,
        int calls,
        double hours,
        double answered,
        int trips,
        double answeredInOutage,
        double leave,
        int failures,
        int wasted) {

    /** So few failures leave no choice: fewer than these are no outage, however long they take. */
    private static final int UNAVOIDABLE = 4;

    private static final double ANSWERED = .999;
    private static final double SLACK = 1.5; // for chance
    private static final double LEAVE = 3;
    private static final int WASTED = 26;
    private static final double USUAL_ERRORS = .05;

    /**
     * Whether the cell keeps every bound: 99.9 % of calls answered, a healthy provider with up to 5 % errors tripped at
     * most once an hour, an outage left within 3 s or four failures, and at most 26 attempts wasted.
     *
     * @return true if it does
     */
    boolean isGood() {
        boolean isLeft = leave <= LEAVE || failures <= UNAVOIDABLE;
        boolean isCalm = cell.errorRate() > USUAL_ERRORS || trips <= Math.max(1, 2 * hours);
        double both = cell.errorRate() * cell.errorRate(); // the one that is left fails and fails again
        boolean isAnswered = answered >= ANSWERED && answeredInOutage >= ANSWERED - SLACK * both;
        return isAnswered && isLeft && isCalm && wasted <= WASTED;
    }
}
