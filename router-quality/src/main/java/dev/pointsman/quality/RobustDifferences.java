package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Doubly robust differences between the grades of each model and of its peers: what earlier grades of its class let
 * expect, corrected by the errors of that expectation over their probability (Robins, Rotnitzky and Zhao 1994). As
 * expectations rest on earlier grades only, the terms differ from the truth by a martingale.
 */
final class RobustDifferences {
    private static final double LEAST_PROBABILITY = 0.01;
    private static final double MIN_GRADES = 100;
    private static final double PRIOR = 5;

    private final int groups;
    private final double[] counts; // by member
    private final double[] sums;
    private final double[] squares;
    private final double[][] known; // count and sum of the member's grades, then of its peers', by member and group

    RobustDifferences(int members, int groups) {
        this.groups = groups;
        counts = new double[members];
        sums = new double[members];
        squares = new double[members];
        known = new double[4][members * groups];
    }

    /** Adds a grade, with the mean grade of its class so far. */
    void add(int member, double probability, boolean chosen, int group, double grade, double level) {
        if (probability < LEAST_PROBABILITY || probability > 1 - LEAST_PROBABILITY) {
            return;
        }
        int at = member * groups + group;
        double own = expected(0, at, level);
        double peers = expected(2, at, level);
        double x = own - peers + (chosen ? (grade - own) / probability : -(grade - peers) / (1 - probability));
        counts[member]++;
        sums[member] += x;
        squares[member] += x * x;
        int side = chosen ? 0 : 2;
        known[side][at]++;
        known[side + 1][at] += grade;
    }

    private double expected(int side, int at, double level) {
        return (known[side + 1][at] + PRIOR * level) / (known[side][at] + PRIOR);
    }

    GradeDifference.@Nullable Robust of(int member) {
        double n = counts[member];
        if (n < MIN_GRADES) {
            return null;
        }
        double difference = sums[member] / n;
        double half = ConfidenceSequence.half(squares[member] / n - difference * difference, n);
        return new GradeDifference.Robust(
                difference, Math.max(-1, difference - half), Math.min(1, difference + half), (long) n);
    }

    void write(DataOutput out) throws IOException {
        StateFormat.write(out, counts);
        StateFormat.write(out, sums);
        StateFormat.write(out, squares);
        for (double[] values : known) {
            StateFormat.write(out, values);
        }
    }

    void read(DataInput in) throws IOException {
        StateFormat.read(in, counts);
        StateFormat.read(in, sums);
        StateFormat.read(in, squares);
        for (double[] values : known) {
            StateFormat.read(in, values);
        }
    }
}
