package dev.pointsman.strategy;

/** Scoring function for the candidates of a decision. Must be pure and thread-safe. */
@FunctionalInterface
public interface Scorer {

    /**
     * Scores all candidates; a score may depend on the others.
     *
     * @param decision the call and its candidates
     * @param scores receives the score of each candidate by index; higher is better, a NaN is never picked while
     *     another score is a number; the array may be longer than there are candidates
     */
    void score(Decision decision, double[] scores);
}
