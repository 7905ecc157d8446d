package dev.pointsman.replay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DependentTrafficTest {
    private static final double[] EVEN = {.5, .5};
    private static final int REPETITIONS = 300;
    private static final int ROWS = 20_000;
    private static final int HOUR = 50; // rows that have their slowness in common
    private static final double MEAN = Math.exp(.5);

    /** An interval of independent rows would be a fifth as wide as it ought to be here. */
    @Test
    void intervalsHoldWhereCallsFareAsTheirNeighboursDo() {
        int covered = 0;
        for (int seed = 0; seed < REPETITIONS; seed++) {
            MetricEstimate mean = estimate(seed).mean(OutcomeVariable.LATENCY, EstimationMethod.SNIPS);
            covered += mean.lower() <= MEAN && MEAN <= mean.upper() ? 1 : 0;
        }
        System.out.printf("dependent traffic: %.1f %% covered%n", 100.0 * covered / REPETITIONS);
        assertThat((double) covered / REPETITIONS).isBetween(.91, .98);
    }

    private static PolicyEstimate estimate(long seed) {
        Random random = new Random(seed);
        PolicyEstimator estimator = new PolicyEstimator("target");
        double slowness = 1;
        for (int i = 0; i < ROWS; i++) {
            slowness = i % HOUR == 0 ? Math.exp(random.nextGaussian()) : slowness;
            estimator.add(EstimateRows.ofTwo(i, .5, random.nextInt(2), slowness), EVEN);
        }
        return estimator.estimate();
    }
}
