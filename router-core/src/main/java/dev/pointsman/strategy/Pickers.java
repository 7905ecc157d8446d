package dev.pointsman.strategy;

import java.util.Arrays;

/** The probabilities behind {@link Picker}'s factories. */
final class Pickers {
    // A probability of less than that of a draw of 53 bits falling on it, over any number of candidates: none at all.
    private static final double NEVER = -50;

    private static final int FEW = 32; // as many are counted sooner than sorted, and without garbage

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

    /** Counts the worse ones, and half of the equal ones, one by one. */
    private static double winsOfFew(double[] scores, int size, int index) {
        double wins = -.5; // it is its own equal
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

    /** The first place whose value is over a score, or at least as high if equal ones count. */
    private static int firstOver(double[] sorted, double score, boolean passEqual) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < score || (passEqual && sorted[middle] == score)) { // 0 and -0 are equals here
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
