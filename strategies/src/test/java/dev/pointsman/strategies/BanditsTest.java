package dev.pointsman.strategies;

import static dev.pointsman.strategies.States.SECOND;
import static dev.pointsman.strategies.States.failure;
import static dev.pointsman.strategies.States.shown;
import static dev.pointsman.strategies.States.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.FailureKind;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.RandomSource;
import dev.pointsman.testkit.FakeCandidate;
import dev.pointsman.testkit.FakeDecision;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BanditsTest {
    private static final DiscountedUcb UCB = new DiscountedUcb();
    private static final DiscountedThompson THOMPSON = new DiscountedThompson();
    private static final long START = -7 * SECOND;
    private static final double E = Math.E;

    @Test
    void aCallEarnsTheMoreTheSoonerItsAnswer() {
        assertThat(DiscountedRewards.NONE.after(success(0), START).mean()).isEqualTo(1);
        assertThat(DiscountedRewards.NONE.after(success(5), START).mean()).isEqualTo(.5);
        assertThat(DiscountedRewards.NONE
                        .after(failure(FailureKind.CUT, 0), START)
                        .mean())
                .isEqualTo(0);
    }

    @Test
    void oldCallsWeighLess() {
        DiscountedRewards rewards =
                DiscountedRewards.NONE.after(success(0), START).after(success(5), START + 60 * SECOND);

        assertThat(rewards.calls()).isCloseTo(1 + 1 / E, within(1e-9));
        assertThat(rewards.mean()).isCloseTo((1 / E + .5) / (1 / E + 1), within(1e-9));
    }

    @Test
    void theBoundIsTheMeanAndAWidthThatShrinksWithCalls() {
        FakeCandidate a = shown(UCB, "a", START, times(8, success(5)));
        FakeCandidate b = shown(UCB, "b", START, times(2, success(0)));
        double[] scores = FakeDecision.among(a, b).withNowNanos(START).scoresOf(UCB);

        assertThat(scores[0]).isCloseTo(.5 + 2 * Math.sqrt(.6 * Math.log(10) / 8), within(1e-12));
        assertThat(scores[1]).isCloseTo(1 + 2 * Math.sqrt(.6 * Math.log(10) / 2), within(1e-12));
    }

    @Test
    void theBoundWidensWhileNobodyAsks() {
        FakeCandidate a = shown(UCB, "a", START, times(8, success(5)));

        double[] scores =
                FakeDecision.among(a).withNowNanos(START + 60 * SECOND).scoresOf(UCB);
        assertThat(scores[0]).isCloseTo(.5 + 2 * Math.sqrt(.6 * Math.log(8 / E) / (8 / E)), within(1e-9));
    }

    @Test
    void aNewModelComesFirstButItsCallsInFlightCount() {
        FakeCandidate known = shown(UCB, "known", START, times(5, success(0)));
        FakeCandidate fresh = shown(UCB, "new", START);
        FakeDecision decision = FakeDecision.among(known, fresh).withNowNanos(START);

        assertThat(decision.probabilitiesOf(UCB)).containsExactly(0, 1);
        fresh.withInFlight(6);
        assertThat(decision.probabilitiesOf(UCB)).containsExactly(1, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "9, 1", "2.5, 1.5", "40, 3", "300, 700"})
    void drawsAreBetaDistributed(double a, double b) {
        RandomSource chance = RandomSource.seeded(42);
        int draws = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double draw = DiscountedThompson.beta(a, b, chance.draw(i, 0), chance.draw(i, 1));
            assertThat(draw).isBetween(0.0, 1.0);
            sum += draw;
            squares += draw * draw;
        }
        double mean = sum / draws;
        double variance = a * b / ((a + b) * (a + b) * (a + b + 1));
        assertThat(mean).isCloseTo(a / (a + b), within(.02 * Math.sqrt(variance) + .003));
        assertThat(squares / draws - mean * mean).isCloseTo(variance, within(.05 * variance));
    }

    @Test
    void theMostExtremeNumbersAreBorne() {
        double last = Math.nextDown(1.0);
        for (double first : new double[] {0, last}) {
            for (double second : new double[] {0, .25, .5, .75, last}) {
                assertThat(DiscountedThompson.beta(1, 1, first, second)).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void thompsonDrawsFromWhatIsBelievedAndForgotten() {
        FakeCandidate good = shown(THOMPSON, "good", START, times(20, success(.5)));
        FakeCandidate poor = shown(THOMPSON, "poor", START, times(20, failure(FailureKind.CUT, 1)));
        FakeDecision decision = FakeDecision.among(poor, good);

        assertThat(shareOfSecond(decision.withNowNanos(START))).isGreaterThan(.99);
        assertThat(shareOfSecond(decision.withNowNanos(START + 3600 * SECOND))).isBetween(.45, .55);
    }

    @Test
    void thompsonDoesNotKnowHowLikelyItsPicksWere() {
        assertThat(THOMPSON.exactProbabilities()).isFalse();
        assertThat(UCB.exactProbabilities()).isTrue();
    }

    private static double shareOfSecond(FakeDecision decision) {
        double sum = 0;
        for (int i = 0; i < 2000; i++) {
            sum += decision.withSequence(i).probabilitiesOf(THOMPSON)[1];
        }
        return sum / 2000;
    }

    private static AttemptOutcome[] times(int count, AttemptOutcome outcome) {
        return Collections.nCopies(count, outcome).toArray(new AttemptOutcome[0]);
    }
}
