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
        Experiment soft = Experiment.soft(CALLS, SEED).run(REPETITIONS);

        for (Quantity quantity : List.of(Quantity.LATENCY, Quantity.COST)) {
            for (Method method : List.of(Method.SNIPS, Method.DOUBLY_ROBUST)) {
                Tally tally = soft.tally(quantity, method);
                String what = quantity + " by " + method + ", seed " + SEED;
                assertThat(tally.rmse()).as(what).isLessThan(.01);
                assertThat(tally.coverage()).as(what).isBetween(.93, .97);
            }
            assertThat(Math.abs(soft.tally(quantity, Method.NAIVE).bias())).isGreaterThan(.02);
        }
        for (Method method : List.of(Method.IPS, Method.SNIPS, Method.DOUBLY_ROBUST, Method.REJECTION)) {
            assertThat(soft.tally(Quantity.FAILURE, method).coverage())
                    .as("failures by " + method)
                    .isBetween(.93, .97);
        }
        soft.quantiles().values().forEach(tally -> assertThat(tally.coverage()).isBetween(.92, .97));
        assertThat(soft.count(Verdict.SUPPORTED)).isGreaterThanOrEqualTo(REPETITIONS * 99 / 100);
    }

    @Test
    void aNearGreedyLogIsAlwaysRefused() {
        Experiment greedy = Experiment.nearGreedy(CALLS, SEED).judge(REPETITIONS);

        assertThat(greedy.count(Verdict.NO_SUPPORT)).isEqualTo(REPETITIONS);
    }
}
