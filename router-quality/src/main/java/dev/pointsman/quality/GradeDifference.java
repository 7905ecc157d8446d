package dev.pointsman.quality;

import org.jspecify.annotations.Nullable;

/**
 * Difference between the mean grades of a model and of its peers on the same calls, among graded calls. Calls count by
 * how open the choice was, so that it does not matter which calls the router prefers to send where.
 *
 * @param pool the pool's name
 * @param model the model's id
 * @param difference mean grade of the model less that of its peers; from -1 to 1
 * @param low lower limit of its 95 % interval, which holds at all times at once
 * @param high upper limit of the interval
 * @param grades number of grades it rests on
 * @param doublyRobust the same with equal weights for all calls that could have gone both ways; null while it rests on
 *     too little
 * @param plain difference of the plain means, which depends on the calls that the router sends where
 */
public record GradeDifference(
        String pool,
        String model,
        double difference,
        double low,
        double high,
        long grades,
        @Nullable Robust doublyRobust,
        double plain) {

    /**
     * Difference as a doubly robust estimate, among calls that went to the model with a probability of 1 to 99 %.
     *
     * @param difference mean grade of the model less that of its peers; from -1 to 1
     * @param low lower limit of its 95 % interval, which holds at all times at once
     * @param high upper limit of the interval
     * @param grades number of grades it rests on
     */
    public record Robust(double difference, double low, double high, long grades) {}

    /** Estimator of the differences of the models of one pool, from grades in any order. Not thread-safe. */
    public static final class Estimator {
        private final GradeComparison comparison;

        /**
         * Creates an estimator without grades.
         *
         * @param models number of models
         * @param classes number of classes of calls, which make intervals shorter where grades depend on them
         */
        public Estimator(int models, int classes) {
            comparison = new GradeComparison(models, classes);
        }

        /**
         * Adds a grade of a call whose probabilities are known.
         *
         * @param probabilities the probabilities with which the model was drawn, by model; 0 for one that was no candidate
         * @param chosen the model that was drawn and answered
         * @param group the class of the call
         * @param grade from 0 to 1
         */
        public void add(double[] probabilities, int chosen, int group, double grade) {
            comparison.add(probabilities, chosen, group, grade);
        }

        /**
         * Returns the difference of a model from its peers.
         *
         * @param pool the pool's name
         * @param model the model's id
         * @param index the model
         * @return the difference; null while it rests on fewer than 100 grades or too few choices
         */
        public @Nullable GradeDifference of(String pool, String model, int index) {
            return comparison.of(pool, model, index);
        }
    }
}
