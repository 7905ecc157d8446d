package dev.pointsman.replay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Coverage of intervals where the calls of a session have their slowness in common, and sessions run beside one another. */
class SessionTrafficTest {
    private static final double[] EVEN = {.5, .5};
    private static final int REPETITIONS = 200;
    private static final int SESSIONS = 400;
    private static final int TURNS = 15;
    private static final int OPEN = 200; // at once
    private static final double MEAN = Math.exp(.5);

    @Test
    void intervalsHoldWhereTheCallsOfASessionFareAlike() {
        double known = coverage(true);
        double unknown = coverage(false);
        System.out.printf("sessions: %.1f %% covered; without their names %.1f %%%n", 100 * known, 100 * unknown);
        assertThat(known).isBetween(.91, .985);
        assertThat(unknown).as("as if calls were independent").isLessThan(.85);
    }

    private static double coverage(boolean named) {
        return IntStream.range(0, REPETITIONS)
                        .mapToObj(seed -> estimate(seed, named).mean(OutcomeVariable.LATENCY, EstimationMethod.SNIPS))
                        .filter(mean -> mean.lower() <= MEAN && MEAN <= mean.upper())
                        .count()
                / (double) REPETITIONS;
    }

    /** Estimates the mean over sessions of one length, each begun when another one has ended. */
    private static PolicyEstimate estimate(long seed, boolean named) {
        Random random = new Random(seed);
        PolicyEstimator estimator = new PolicyEstimator("target");
        int[] session = IntStream.range(0, OPEN).toArray();
        int[] turns = new int[OPEN];
        double[] slowness =
                random.doubles(OPEN).map(any -> Math.exp(random.nextGaussian())).toArray();
        int begun = OPEN;
        for (int i = 0, left = SESSIONS * TURNS; left > 0; i++) {
            int place = random.nextInt(OPEN);
            if (turns[place] == TURNS) {
                if (begun == SESSIONS) {
                    continue;
                }
                session[place] = begun++;
                turns[place] = 0;
                slowness[place] = Math.exp(random.nextGaussian());
            }
            turns[place]++;
            left--;
            EstimateRows row = EstimateRows.ofTwo(i, .5, random.nextInt(2), slowness[place]);
            estimator.add(row.of(named ? "session " + session[place] : null), EVEN);
        }
        return estimator.estimate();
    }
}
