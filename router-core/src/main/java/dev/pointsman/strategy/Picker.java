package dev.pointsman.strategy;

/**
 * Turns scores into the probabilities of being picked. Must be pure, and safe for all threads.
 *
 * <p>That the probabilities are exact makes a log of decisions usable for estimating other policies (propensities).
 */
@FunctionalInterface
public interface Picker {

    /**
     * Fills the probabilities.
     *
     * @param scores a score for each candidate, none of them NaN; higher is better
     * @param size how many candidates there are, at least 1; the arrays may be longer
     * @param probabilities where to put each candidate's probability; together 1
     */
    void pick(double[] scores, int size, double[] probabilities);

    /**
     * Picks the best; several equally good ones share evenly.
     *
     * @return the picker
     */
    static Picker best() {
        return Pickers::best;
    }

    /**
     * Picks in proportion to {@code exp(score / temperature)}, as in softmax (Boltzmann) exploration.
     *
     * @param temperature over 0; the nearer to 0, the more the best one is picked
     * @return the picker
     * @throws IllegalArgumentException if the temperature is not over 0 and finite
     */
    static Picker softmax(double temperature) {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature: " + temperature + " (expected: > 0)");
        }
        return (scores, size, probabilities) -> Pickers.softmax(scores, size, probabilities, 1 / temperature);
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
     * Picks in proportion to the scores; those that are not over 0 are picked only when all are, and then evenly.
     *
     * @return the picker
     */
    static Picker weighted() {
        return Pickers::weighted;
    }

    /**
     * This picker with a floor: a share of the picks is spread evenly over all candidates.
     *
     * @param share from 0 to under 1
     * @return the picker with the floor
     * @throws IllegalArgumentException if the share is out of its range
     */
    default Picker withFloor(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("floor: " + share + " (expected: >= 0 and < 1)");
        }
        return (scores, size, probabilities) -> {
            pick(scores, size, probabilities);
            for (int i = 0; i < size; i++) {
                probabilities[i] = (1 - share) * probabilities[i] + share / size;
            }
        };
    }
}
