package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of the graded models of one pool, each with its peers: by overlap weights (Li, Morgan and Zaslavsky 2018),
 * the grade's difference from the mean of its class so far, times what the choice was above or below its probability;
 * and doubly robust. Both intervals may be looked at after each grade.
 */
final class GradeComparison {
    private static final double MIN_GRADES = 100;
    private static final double MIN_WEIGHT = 5;
    private static final double LEVEL = 0.5; // of a class without a grade

    private final RobustDifferences robust;
    private final double[] sums; // by member
    private final double[] weights;
    private final double[] squares;
    private final double[] products;
    private final double[] weightSquares;
    private final double[] ownCounts;
    private final double[] ownSums;
    private final double[] classCounts; // by group
    private final double[] classSums;

    GradeComparison(int members, int groups) {
        robust = new RobustDifferences(members, groups);
        sums = new double[members];
        weights = new double[members];
        squares = new double[members];
        products = new double[members];
        weightSquares = new double[members];
        ownCounts = new double[members];
        ownSums = new double[members];
        classCounts = new double[groups];
        classSums = new double[groups];
    }

    /** Adds a grade of a call whose probabilities are known, in a class of calls. */
    void add(double[] probabilities, int chosen, int group, double grade) {
        double level = (classSums[group] + LEVEL) / (classCounts[group] + 1);
        for (int m = 0; m < sums.length; m++) {
            double p = probabilities[m];
            double weight = p * (1 - p);
            double x = ((chosen == m ? 1 : 0) - p) * (grade - level);
            sums[m] += x;
            weights[m] += weight;
            squares[m] += x * x;
            products[m] += weight * x;
            weightSquares[m] += weight * weight;
            robust.add(m, p, chosen == m, group, grade, level);
        }
        ownCounts[chosen]++;
        ownSums[chosen] += grade;
        classCounts[group]++;
        classSums[group] += grade;
    }

    /** Returns a model's difference from its peers; null while it rests on too little. */
    @Nullable
    GradeDifference of(String pool, String model, int member) {
        double grades = sum(ownCounts);
        if (grades < MIN_GRADES || weights[member] < MIN_WEIGHT) {
            return null;
        }
        double difference = sums[member] / weights[member];
        double spread =
                squares[member] - 2 * difference * products[member] + difference * difference * weightSquares[member];
        double half = ConfidenceSequence.half(spread / grades, grades) * grades / weights[member];
        double others = (sum(ownSums) - ownSums[member]) / (grades - ownCounts[member]);
        return new GradeDifference(
                pool,
                model,
                difference,
                Math.max(-1, difference - half),
                Math.min(1, difference + half),
                (long) grades,
                robust.of(member),
                ownSums[member] / ownCounts[member] - others);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private double[][] state() {
        return new double[][] {
            sums, weights, squares, products, weightSquares, ownCounts, ownSums, classCounts, classSums
        };
    }

    void write(DataOutput out) throws IOException {
        for (double[] values : state()) {
            StateFormat.write(out, values);
        }
        robust.write(out);
    }

    void read(DataInput in) throws IOException {
        for (double[] values : state()) {
            StateFormat.read(in, values);
        }
        robust.read(in);
    }
}
