package dev.pointsman.breaker;

/**
 * A place that a breaker lent to one attempt.
 *
 * <p>All attempts admitted in one epoch hold the same lease, so lending costs no memory; that each attempt ends once is
 * the attempt's own affair.
 *
 * @param epoch the epoch it was lent in; an outcome of another epoch does not count
 * @param counted whether it takes one of few places, which must be given back
 */
public record Lease(long epoch, boolean counted) {}
