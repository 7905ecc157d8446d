package dev.pointsman.state;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Store of sums for reports of usage, such as by day, that outlive the process and add up over instances. Decides nothing:
 * limits and budgets are in the {@link UsageStore}.
 *
 * <p>Must be thread-safe and must not block its caller; each stage completes within seconds, exceptionally if the store
 * cannot be reached. A batch that is sent again with the same holder and number must have no further effect.
 */
public interface UsageRecordStore {

    /**
     * Adds a batch to the sums of its group, all of it or nothing.
     *
     * @param batch the batch
     * @return completed when it is kept
     */
    CompletionStage<Void> add(Batch batch);

    /**
     * Returns the sums of a group.
     *
     * @param group the group's name
     * @return the sums by row, new arrays; empty if nothing is kept. Zeros at the end of an array may be missing
     */
    CompletionStage<Map<String, double[]>> sums(String group);

    /**
     * Sums that are to be added.
     *
     * @param holder the instance, unique among those that share the store, and unique to this start of it
     * @param number the number of the batch, increasing for each holder
     * @param group the group, such as a day; without control characters
     * @param sums the amounts to add, by row; the names of rows without control characters but tabs
     * @param life the time for which the group is kept after the last addition; over 0
     */
    record Batch(String holder, long number, String group, Map<String, double[]> sums, Duration life) {
        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if the life is not over 0
         */
        public Batch {
            StateChecks.positive(life, "life");
            sums = Map.copyOf(sums);
        }
    }
}
