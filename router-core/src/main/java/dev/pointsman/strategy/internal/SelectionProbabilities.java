package dev.pointsman.strategy.internal;

import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.Scorer;
import dev.pointsman.strategy.SessionDraw;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scores and selection probabilities of a decision's candidates. Thread-local and reused; a picker is pure, so its
 * probabilities are kept while the scores are unchanged.
 */
public final class SelectionProbabilities {
    private double[] scores = new double[0];
    private double[] probabilities = new double[0];
    private double[] picked = new double[0]; // the scores of the current probabilities
    private @Nullable Picker picker; // the picker of the current probabilities; null if none
    private int size;

    /** Ensures capacity for a number of candidates. */
    public void ensureCapacity(int candidates) {
        if (candidates > scores.length) {
            scores = new double[candidates];
            probabilities = new double[candidates];
            picked = new double[candidates];
            picker = null;
        }
    }

    @SuppressWarnings("ReferenceEquality") // an equal but different picker is run again
    public void weigh(Decision decision, Scorer scorer, Picker by) {
        int candidates = decision.size();
        Arrays.fill(scores, 0, candidates, Double.NaN); // no scores of the last decision remain
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
            picker = null; // in case it throws
            Arrays.fill(probabilities, 0, candidates, 0);
            by.pick(scores, candidates, probabilities);
            picker = by;
        }
    }

    /** Sets the probability of one candidate to 1. */
    public void certain(int index, int candidates) {
        picker = null;
        Arrays.fill(probabilities, 0, candidates, 0);
        probabilities[index] = 1;
    }

    /** Returns the index of the candidate drawn by a number in [0, 1). */
    public int indexAt(double number) {
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
        return last; // by rounding, the sum of the probabilities was below the number
    }

    /** Returns the index of the candidate drawn by a session's number. */
    public int indexBySession(Decision decision, int number) {
        double least = Double.POSITIVE_INFINITY;
        int first = 0;
        for (int i = 0; i < size; i++) {
            if (probabilities[i] > 0) {
                double lateness = SessionDraw.lateness(
                        number, decision.candidate(i).model().id(), probabilities[i]);
                if (lateness < least) {
                    least = lateness;
                    first = i;
                }
            }
        }
        return first;
    }

    public double score(int index) {
        return scores[index];
    }

    public double probability(int index) {
        return probabilities[index];
    }

    /** Returns a copy of the probabilities. */
    public double[] probabilities(int candidates) {
        return Arrays.copyOf(probabilities, candidates);
    }
}
