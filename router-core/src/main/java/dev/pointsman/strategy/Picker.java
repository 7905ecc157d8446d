package dev.pointsman.strategy;

/**
 * Converts scores into selection probabilities. Must be pure and thread-safe.
 *
 * <p>The probabilities are exact, so they can serve as propensities in off-policy evaluation of a decision log.
 */
@FunctionalInterface
public interface Picker {

    /**
     * Fills the probabilities.
     *
     * @param scores a score for each candidate, none of them NaN; higher is better
     * @param size number of candidates, at least 1; the arrays may be longer
     * @param probabilities receives each candidate's probability; they sum to 1
     */
    void pick(double[] scores, int size, double[] probabilities);

    /**
     * Picks the candidate with the highest score; ties share the probability evenly.
     *
     * @return the picker
     */
    static Picker best() {
        return Pickers::best;
    }

    /**
     * Picks in proportion to {@code exp(score / temperature)}, as in softmax (Boltzmann) exploration.
     *
     * @param temperature over 0; the closer to 0, the more often the best candidate is picked
     * @return the picker
     * @throws IllegalArgumentException if the temperature is not over 0 and finite
     */
    static Picker softmax(double temperature) {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature: " + temperature + " (expected: > 0)");
        }
        return (scores, size, probabilities) -> Pickers.softmax(scores, size, probabilities, temperature);
    }

    /**
     * Picks the better of two drawn at random without replacement (Mitzenmacher 2001), by the exact probability of each
     * rank.
     *
     * @return the picker
     */
    static Picker powerOfTwo() {
        return Pickers::powerOfTwo;
    }

    /**
     * Picks in proportion to the scores; uniformly if no score is over 0, otherwise those not over 0 get 0.
     *
     * @return the picker
     */
    static Picker weighted() {
        return Pickers::weighted;
    }

    /**
     * This picker with an exploration floor: a share of the probability is spread evenly over all candidates.
     *
     * @param share from 0 to under 1
     * @return the picker with the floor
     * @throws IllegalArgumentException if the share is out of its range
     */
    default Picker withFloor(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("floor: " + share + " (expected: >= 0 and < 1)");
        }
        return new FloorPicker(this, share);
    }

    /**
     * The share of the probability that is spread evenly over all candidates.
     *
     * @return from 0, the default, to under 1
     */
    default double floor() {
        return 0;
    }
}
