package dev.pointsman.breaker.internal;

/**
 * Permission of a breaker for one attempt.
 *
 * <p>All attempts admitted in one epoch share the same lease, so it costs no memory; the attempt itself ensures that it
 * ends only once.
 *
 * @param epoch the epoch it was acquired in; an outcome of another epoch does not count
 * @param counted whether it holds one of a limited number of permits, which must be released
 * @param beside whether it belongs to a trial beside a serving model while the breaker stays open
 */
public record Lease(long epoch, boolean counted, boolean beside) {

    /**
     * A lease that does not belong to a trial beside a serving model.
     *
     * @param epoch the epoch it was acquired in
     * @param counted whether it holds one of a limited number of permits
     */
    public Lease(long epoch, boolean counted) {
        this(epoch, counted, false);
    }
}
