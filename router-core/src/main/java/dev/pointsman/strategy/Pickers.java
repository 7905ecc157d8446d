package dev.pointsman.strategy;

import java.util.Arrays;

/** The probabilities behind {@link Picker}'s factories. */
final class Pickers {
    // A probability of less than that of a draw of 53 bits falling on it, over any number of candidates: none at all.
    private static final double NEVER = -50;

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

    /** Of n candidates the pair's winner is the one with r worse ones in r of n(n-1)/2 pairs; ties share the draw. */
    static void powerOfTwo(double[] scores, int size, double[] probabilities) {
        if (size == 1) {
            probabilities[0] = 1;
            return;
        }
        double pairs = size * (size - 1) / 2.0;
        for (int i = 0; i < size; i++) {
            double wins = 0;
            for (int j = 0; j < size; j++) {
                if (i != j) {
                    wins += scores[j] < scores[i] ? 1 : scores[j] == scores[i] ? .5 : 0;
                }
            }
            probabilities[i] = wins / pairs;
        }
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
