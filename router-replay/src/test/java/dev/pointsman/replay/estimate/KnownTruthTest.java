package dev.pointsman.replay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownTruthTest {
    private static final int CALLS = 5000;
    private static final int REPETITIONS = 400;
    private static final long SEED = 1;

    @Test
    void aSoftLogGivesTheTruthToOnePercentAndHonestIntervals() {
        EstimateExperiment soft = EstimateExperiment.soft(CALLS, SEED).run(REPETITIONS);

        for (OutcomeVariable variable : List.of(OutcomeVariable.LATENCY, OutcomeVariable.COST)) {
            for (EstimationMethod method : List.of(EstimationMethod.SNIPS, EstimationMethod.DOUBLY_ROBUST)) {
                CoverageTally tally = soft.tally(variable, method);
                String what = variable + " by " + method + ", seed " + SEED;
                assertThat(tally.rmse()).as(what).isLessThan(.01);
                assertThat(tally.coverage()).as(what).isBetween(.93, .97);
            }
            assertThat(Math.abs(soft.tally(variable, EstimationMethod.NAIVE).bias()))
                    .isGreaterThan(.02);
        }
        for (EstimationMethod method : List.of(
                EstimationMethod.IPS,
                EstimationMethod.SNIPS,
                EstimationMethod.DOUBLY_ROBUST,
                EstimationMethod.REJECTION)) {
            assertThat(soft.tally(OutcomeVariable.FAILURE, method).coverage())
                    .as("failures by " + method)
                    .isBetween(.93, .97);
        }
        soft.quantiles().values().forEach(tally -> assertThat(tally.coverage()).isBetween(.92, .97));
        assertThat(soft.count(Verdict.SUPPORTED)).isGreaterThanOrEqualTo(REPETITIONS * 99 / 100);
    }

    @Test
    void aNearGreedyLogIsAlwaysRefused() {
        EstimateExperiment greedy = EstimateExperiment.nearGreedy(CALLS, SEED).judge(REPETITIONS);

        assertThat(greedy.count(Verdict.NO_SUPPORT)).isEqualTo(REPETITIONS);
    }
}
