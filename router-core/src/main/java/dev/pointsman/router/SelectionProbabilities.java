package dev.pointsman.router;

import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.Scorer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The scores of a decision's candidates and how likely each is to be picked. One thread's, used again and again; a picker
 * is pure, so while it is given the same scores its probabilities stay.
 */
final class SelectionProbabilities {
    private double[] scores = new double[0];
    private double[] probabilities = new double[0];
    private double[] picked = new double[0]; // the scores that the probabilities are of
    private @Nullable Picker picker; // whose they are; null if nobody's
    private int size;

    /** Makes room for so many candidates. */
    void room(int candidates) {
        if (candidates > scores.length) {
            scores = new double[candidates];
            probabilities = new double[candidates];
            picked = new double[candidates];
            picker = null;
        }
    }

    @SuppressWarnings("ReferenceEquality") // an equal picker that is another picks anew
    void weigh(Decision decision, Scorer scorer, Picker by) {
        int candidates = decision.size();
        Arrays.fill(scores, 0, candidates, Double.NaN); // what a scorer forgets is not the last decision's
        scorer.score(decision, scores);
        boolean same = by == picker && candidates == size;
        for (int i = 0; i < candidates; i++) {
            double score = Double.isNaN(scores[i]) ? Double.NEGATIVE_INFINITY : scores[i];
            scores[i] = score;
            same &= score == picked[i];
            picked[i] = score;
        }
        if (!same) {
            size = candidates;
            picker = null; // should it throw
            Arrays.fill(probabilities, 0, candidates, 0);
            by.pick(scores, candidates, probabilities);
            picker = by;
        }
    }

    /** Makes one candidate certain. */
    void certain(int index, int candidates) {
        picker = null;
        Arrays.fill(probabilities, 0, candidates, 0);
        probabilities[index] = 1;
    }

    /** The candidate that a number from 0 to under 1 falls on. */
    int falls(double number) {
        double left = number;
        int last = 0;
        for (int i = 0; i < size; i++) {
            if (probabilities[i] > 0) {
                left -= probabilities[i];
                last = i;
                if (left < 0) {
                    return i;
                }
            }
        }
        return last; // rounding kept the probabilities under the number
    }

    double score(int index) {
        return scores[index];
    }

    double probability(int index) {
        return probabilities[index];
    }

    /** A copy of them all. */
    double[] probabilities(int candidates) {
        return Arrays.copyOf(probabilities, candidates);
    }
}
