package dev.pointsman.replay.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * Doubly robust sums by block: each block's outcomes are predicted by lines fitted to the blocks of the other folds,
 * one line per model, from the router's expectation.
 */
final class CrossFit {
    private static final int FOLDS = 5;

    private CrossFit() {}

    /** The doubly robust sum of each block, to be divided by its rows. */
    static double[] sums(List<Block> blocks, OutcomeVariable variable, int models) {
        List<List<OutcomeRegression.Line>> lines = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            lines.add(fit(blocks, variable, models, fold));
        }
        double[] sums = new double[blocks.size()];
        for (int b = 0; b < blocks.size(); b++) {
            BlockSums block = blocks.get(b).sums(variable);
            double sum = block.weighted();
            for (int model = 0; model < block.arms().size(); model++) {
                sum += block.arms().get(model).foreseen(lines.get(b % FOLDS).get(model));
            }
            sums[b] = sum;
        }
        return sums;
    }

    private static List<OutcomeRegression.Line> fit(
            List<Block> blocks, OutcomeVariable variable, int models, int without) {
        List<OutcomeRegression> arms = new ArrayList<>();
        double sum = 0;
        double picked = 0;
        for (int model = 0; model < models; model++) {
            OutcomeRegression arm = new OutcomeRegression();
            for (int b = 0; b < blocks.size(); b++) {
                List<OutcomeRegression> seen = blocks.get(b).sums(variable).arms();
                if (b % FOLDS != without && model < seen.size()) {
                    arm.merge(seen.get(model));
                }
            }
            arms.add(arm);
            sum += arm.sum();
            picked += arm.picked();
        }
        double otherwise = picked == 0 ? 0 : sum / picked;
        return arms.stream().map(arm -> arm.line(otherwise)).toList();
    }
}
