package dev.pointsman.model;

import java.time.Duration;

/**
 * Receiver of the charges of one call whose end is stored together with them, such as a deferred call: they are not booked
 * by this process then, which may be killed before or after the end is stored, but by the store, exactly once.
 *
 * <p>Called before the call's result is available, possibly under the call's own lock; must not block.
 */
public interface ChargeReceiver {

    /**
     * Receives what the call has used of a budget.
     *
     * @param limit the id of the budget's limit and period
     * @param amount the amount of the budget per period
     * @param period the length of the period
     * @param used the usage; over 0
     */
    void spent(String limit, long amount, Duration period, long used);

    /**
     * Receives sums for reports of usage.
     *
     * @param group the group of the rows, such as a day
     * @param row the row
     * @param sums the amounts to add
     * @param life the time for which the group is kept
     */
    void used(String group, String row, double[] sums, Duration life);
}
