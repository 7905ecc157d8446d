package dev.pointsman.state;

/**
 * Share of an account as of the store's last answer.
 *
 * @param held the amount that was held
 * @param rest the amount that no holder had spent or leased
 * @param answeredAt the time of the request
 * @param until the end of the lease
 * @param resetsAt the end of the limit's period
 * @param ahead the amount that is held beside, from the end of the period on
 * @param period the number of the period
 */
record LeasedShare(long held, long rest, long answeredAt, long until, long resetsAt, long ahead, long period) {

    static LeasedShare of(UsageStore.Share share, long sentAt) {
        return new LeasedShare(
                share.held(),
                share.rest(),
                sentAt,
                sentAt + share.left().toNanos(),
                sentAt + share.resets().toNanos(),
                share.ahead(),
                share.period());
    }

    boolean isValid(long now) {
        return now - until < 0;
    }

    boolean isReset(long now) {
        return now - resetsAt >= 0;
    }

    /** Returns the amount that may be leased now; after the end of the period, the whole limit without what is held. */
    long rest(long now, UsageStore.Limit limit) {
        return isReset(now) ? Math.max(0, limit.amount() - held - ahead) : rest;
    }

    /** Returns the number of the period at a time after the answer. */
    long periodAt(long now, UsageStore.Limit limit) {
        return isReset(now) ? period + 1 + (now - resetsAt) / limit.period().toNanos() : period;
    }
}
