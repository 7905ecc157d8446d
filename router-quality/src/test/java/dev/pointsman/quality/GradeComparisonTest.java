package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Comparison of models while the router prefers them for calls of different difficulty. */
class GradeComparisonTest {
    private static final double[] MEANS = {0.8, 0.5};
    private static final double[][] PROBABILITIES = {{0.2, 0.8}, {0.8, 0.2}};
    private static final double TRUTH = 0.04;

    @Test
    void theDifferenceIsThatOnTheSameCallsAndItsIntervalHoldsAtAllTimes() {
        int missed = 0;
        double sum = 0;
        double naive = 0;
        double robust = 0;
        int robustMissed = 0;
        double[] halves = new double[2];
        int runs = 60;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            GradeComparison comparison = new GradeComparison(2, 2);
            double[] grades = new double[2];
            int[] counts = new int[2];
            boolean out = false;
            boolean robustOut = false;
            for (int i = 0; i < 4000; i++) {
                int group = random.nextInt(2);
                int chosen = random.nextDouble() < PROBABILITIES[group][0] ? 0 : 1;
                double mean = MEANS[group] + (chosen == 0 ? TRUTH / 2 : -TRUTH / 2);
                double grade = random.nextDouble() < mean ? 1 : 0;
                grades[chosen] += grade;
                counts[chosen]++;
                comparison.add(PROBABILITIES[group], chosen, group, grade);
                GradeDifference now = i % 50 == 0 ? comparison.of("pool", "m", 0) : null;
                out |= now != null && (now.low() > TRUTH || now.high() < TRUTH);
                GradeDifference.Robust other = now == null ? null : now.doublyRobust();
                robustOut |= other != null && (other.low() > TRUTH || other.high() < TRUTH);
            }
            missed += out ? 1 : 0;
            robustMissed += robustOut ? 1 : 0;
            GradeDifference last = comparison.of("pool", "m", 0);
            sum += last.difference();
            robust += last.doublyRobust().difference();
            halves[0] += (last.high() - last.low()) / 2 / runs;
            halves[1] += (last.doublyRobust().high() - last.doublyRobust().low()) / 2 / runs;
            assertThat(last.plain()).isCloseTo(grades[0] / counts[0] - grades[1] / counts[1], within(1e-9));
            naive += last.plain();
        }
        assertThat(naive / runs).as("the difference of means").isLessThan(-0.1);
        assertThat(sum / runs).isBetween(TRUTH - 0.01, TRUTH + 0.01);
        assertThat(robust / runs).isBetween(TRUTH - 0.01, TRUTH + 0.01);
        assertThat(halves[0]).as("half of an interval").isLessThan(0.06);
        assertThat(halves[1]).as("half of a doubly robust interval").isLessThan(0.06);
        assertThat(robustMissed)
                .as("runs of %d in which the doubly robust interval ever missed", runs)
                .isLessThanOrEqualTo(4);
        assertThat(missed)
                .as("runs of %d in which the interval ever missed", runs)
                .isLessThanOrEqualTo(4);
    }

    @Test
    void withoutAChoiceThereIsNoComparison() {
        GradeComparison comparison = new GradeComparison(2, 2);
        for (int i = 0; i < 500; i++) {
            comparison.add(new double[] {1, 0}, 0, 0, 0.5);
        }
        assertThat(comparison.of("pool", "m", 0)).isNull();
    }
}
