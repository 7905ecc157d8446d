package dev.pointsman.replay.estimate;

import java.util.ArrayList;
import java.util.List;

/** Sums of every method for one variable in one block. */
final class BlockSums {
    private final OutcomeVariable variable;
    private final RejectionSampling rejection = new RejectionSampling();
    private final List<OutcomeRegression> arms = new ArrayList<>();
    private double rows;
    private double weights;
    private double weighted;
    private double agreeing;
    private double agreed;
    private double unseen;

    BlockSums(OutcomeVariable variable) {
        this.variable = variable;
    }

    void add(WeightedRow row) {
        double outcome = variable.outcome(row.row());
        if (Double.isNaN(outcome)) {
            unseen += row.weight();
            return;
        }
        rows++;
        weights += row.weight();
        weighted += row.weight() * outcome;
        if (row.agrees()) {
            agreeing++;
            agreed += outcome;
        }
        rejection.add(row.weight(), row.luck(), outcome);
        for (int i = 0; i < row.row().size(); i++) {
            double expected = variable.expected(row.row(), i);
            double known = Double.isNaN(expected) ? 0 : expected;
            OutcomeRegression arm = arm(row.model(i));
            arm.addCandidate(row.target(i), known);
            if (i == row.row().chosen()) {
                arm.addPicked(row.weight(), known, outcome);
            }
        }
    }

    void merge(BlockSums other) {
        rejection.merge(other.rejection);
        for (int i = 0; i < other.arms.size(); i++) {
            arm(i).merge(other.arms.get(i));
        }
        rows += other.rows;
        weights += other.weights;
        weighted += other.weighted;
        agreeing += other.agreeing;
        agreed += other.agreed;
        unseen += other.unseen;
    }

    private OutcomeRegression arm(int model) {
        while (arms.size() <= model) {
            arms.add(new OutcomeRegression());
        }
        return arms.get(model);
    }

    List<OutcomeRegression> arms() {
        return arms;
    }

    double rows() {
        return rows;
    }

    double weights() {
        return weights;
    }

    double weighted() {
        return weighted;
    }

    double agreeing() {
        return agreeing;
    }

    double agreed() {
        return agreed;
    }

    /** Returns the weight of rows with an unknown outcome. */
    double unseen() {
        return unseen;
    }

    RejectionSampling rejection() {
        return rejection;
    }
}
