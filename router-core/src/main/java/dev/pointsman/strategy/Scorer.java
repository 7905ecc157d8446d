package dev.pointsman.strategy;

/** Gives every candidate of a decision a number. Must be pure, and safe for all threads. */
@FunctionalInterface
public interface Scorer {

    /**
     * Scores all candidates; a score may depend on the others.
     *
     * @param decision the call and its candidates
     * @param scores where to put the score of each candidate, by index; higher is better, NaN is never picked while
     *     another is a number; the array may be longer than there are candidates
     */
    void score(Decision decision, double[] scores);
}
