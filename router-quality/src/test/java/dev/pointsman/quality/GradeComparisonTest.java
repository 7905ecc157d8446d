package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Comparison of models while the router prefers them for calls of different difficulty. */
class GradeComparisonTest {
    private static final double[] MEANS = {0.8, 0.5};
    private static final float[][] PROBABILITIES = {{0.2f, 0.8f}, {0.8f, 0.2f}};
    private static final double TRUTH = 0.04;

    @Test
    void theDifferenceIsThatOnTheSameCallsAndItsIntervalHoldsAtAllTimes() {
        int missed = 0;
        double sum = 0;
        double naive = 0;
        int runs = 60;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            GradeComparison comparison = new GradeComparison(2);
            double[] grades = new double[2];
            int[] counts = new int[2];
            boolean out = false;
            for (int i = 0; i < 4000; i++) {
                int group = random.nextInt(2);
                int chosen = random.nextDouble() < PROBABILITIES[group][0] ? 0 : 1;
                double mean = MEANS[group] + (chosen == 0 ? TRUTH / 2 : -TRUTH / 2);
                double grade = random.nextDouble() < mean ? 1 : 0;
                grades[chosen] += grade;
                counts[chosen]++;
                comparison.add(new Draw(0, group, PROBABILITIES[group], chosen, true, 0, true), grade, MEANS[group]);
                GradeDifference now = i % 50 == 0 ? comparison.of("pool", "m", 0) : null;
                out |= now != null && (now.low() > TRUTH || now.high() < TRUTH);
            }
            missed += out ? 1 : 0;
            sum += comparison.of("pool", "m", 0).difference();
            naive += grades[0] / counts[0] - grades[1] / counts[1];
        }
        assertThat(naive / runs).as("the difference of means").isLessThan(-0.1);
        assertThat(sum / runs).isBetween(TRUTH - 0.01, TRUTH + 0.01);
        assertThat(missed)
                .as("runs of %d in which the interval ever missed", runs)
                .isLessThanOrEqualTo(4);
    }

    @Test
    void withoutAChoiceThereIsNoComparison() {
        GradeComparison comparison = new GradeComparison(2);
        for (int i = 0; i < 500; i++) {
            comparison.add(new Draw(0, 0, new float[] {1, 0}, 0, true, 0, true), 0.5, 0.5);
        }
        assertThat(comparison.of("pool", "m", 0)).isNull();
    }
}
