package dev.pointsman.strategy;

import java.util.Arrays;

/** Implementations of {@link Picker}'s factory methods. */
final class Pickers {
    // exp(-50) is below the resolution of a 53-bit draw over any number of candidates, so the probability is 0.
    private static final double NEVER = -50;

    private static final int FEW = 32; // up to this size counting is faster than sorting, and allocates nothing

    private Pickers() {}

    static void best(double[] scores, int size, double[] probabilities) {
        double best = max(scores, size);
        int ties = 0;
        for (int i = 0; i < size; i++) {
            ties += scores[i] == best ? 1 : 0;
        }
        for (int i = 0; i < size; i++) {
            probabilities[i] = scores[i] == best ? 1.0 / ties : 0;
        }
    }

    static void softmax(double[] scores, int size, double[] probabilities, double temperature) {
        double best = max(scores, size);
        if (Double.isInfinite(best)) {
            best(scores, size, probabilities); // differences of infinities are not numbers
            return;
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double distance = (scores[i] - best) / temperature;
            probabilities[i] = distance < NEVER ? 0 : Math.exp(distance);
            sum += probabilities[i];
        }
        divide(probabilities, size, sum);
    }

    /** A candidate with r worse ones wins r of the n(n-1)/2 pairs; ties share a pair evenly. */
    static void powerOfTwo(double[] scores, int size, double[] probabilities) {
        if (size == 1) {
            probabilities[0] = 1;
            return;
        }
        double pairs = size * (size - 1) / 2.0;
        if (size > FEW) {
            double[] sorted = Arrays.copyOf(scores, size);
            Arrays.sort(sorted);
            for (int i = 0; i < size; i++) {
                probabilities[i] = winsOfMany(sorted, scores[i]) / pairs;
            }
            return;
        }
        for (int i = 0; i < size; i++) {
            probabilities[i] = winsOfFew(scores, size, i) / pairs;
        }
    }

    /** Counts the worse candidates, and half of the equal ones. */
    private static double winsOfFew(double[] scores, int size, int index) {
        double wins = -.5; // the candidate equals itself
        for (int j = 0; j < size; j++) {
            wins += scores[j] < scores[index] ? 1 : scores[j] == scores[index] ? .5 : 0;
        }
        return wins;
    }

    private static double winsOfMany(double[] sorted, double score) {
        int worse = firstOver(sorted, score, false);
        int equal = firstOver(sorted, score, true) - worse;
        return worse + .5 * (equal - 1);
    }

    /**
     * Returns the first index with a value over the score if equal values are passed, else with one at least as high.
     */
    private static int firstOver(double[] sorted, double score, boolean passEqual) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < score || (passEqual && sorted[middle] == score)) { // 0 and -0 are equal here
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    static void weighted(double[] scores, int size, double[] probabilities) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            probabilities[i] = Math.max(scores[i], 0);
            sum += probabilities[i];
        }
        if (sum > 0 && sum < Double.POSITIVE_INFINITY) {
            divide(probabilities, size, sum);
        } else if (sum > 0) {
            best(scores, size, probabilities);
        } else {
            Arrays.fill(probabilities, 0, size, 1.0 / size);
        }
    }

    private static double max(double[] scores, int size) {
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            if (scores[i] > best) { // none is NaN
                best = scores[i];
            }
        }
        return best;
    }

    private static void divide(double[] values, int size, double divisor) {
        for (int i = 0; i < size; i++) {
            values[i] /= divisor;
        }
    }
}
