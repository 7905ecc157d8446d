package dev.pointsman.breaker;

/**
 * A place that a breaker lent to one attempt.
 *
 * <p>All attempts admitted in one epoch hold the same lease, so lending costs no memory; that each attempt ends once is
 * the attempt's own affair.
 *
 * @param epoch the epoch it was lent in; an outcome of another epoch does not count
 * @param counted whether it takes one of few places, which must be given back
 * @param beside whether it is of a trial beside a serving model while the breaker stays open
 */
public record Lease(long epoch, boolean counted, boolean beside) {

    /**
     * A lease of any other call.
     *
     * @param epoch the epoch it was lent in
     * @param counted whether it takes one of few places
     */
    public Lease(long epoch, boolean counted) {
        this(epoch, counted, false);
    }
}
