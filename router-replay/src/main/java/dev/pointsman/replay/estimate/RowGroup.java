package dev.pointsman.replay.estimate;

/**
 * Sums over a group of rows.
 *
 * @param <G> the type of the group
 */
interface RowGroup<G> {

    /** Adds a row; {@code choice} tells whether its model was drawn among several. */
    void add(WeightedRow row, boolean choice);

    /** Adds the rows of another group. */
    void merge(G next);

    /** Returns the number of rows. */
    long rows();
}
