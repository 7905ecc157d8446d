package dev.pointsman.strategies;

import static dev.pointsman.strategies.States.SECOND;
import static dev.pointsman.strategies.States.failure;
import static dev.pointsman.strategies.States.shown;
import static dev.pointsman.strategies.States.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.FailureKind;
import dev.pointsman.strategies.PeakEwma.Peak;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.testkit.FakeCandidate;
import dev.pointsman.testkit.FakeDecision;
import org.junit.jupiter.api.Test;

class PeakEwmaTest {
    private static final PeakEwma STRATEGY = new PeakEwma();
    private static final long START = Long.MAX_VALUE - 3 * SECOND; // the clock runs over in the middle of it

    @Test
    void aSlowerCallLiftsTheCostAtOnce() {
        assertThat(cost(START, success(1), success(4))).isEqualTo(4);
    }

    @Test
    void aQuickerCallLowersItSlowly() {
        Peak slow = STRATEGY.step(Peak.NONE, success(4), START);
        Peak later = STRATEGY.step(slow, success(1), after(5));
        double weight = Math.exp(-.5);

        assertThat(later.cost()).isCloseTo(4 * weight + 1 * (1 - weight), within(1e-12));
    }

    @Test
    void theCostDecaysWhileNobodyAsks() {
        assertThat(cost(after(10), success(4))).isCloseTo(4 / Math.E, within(1e-9));
    }

    @Test
    void aFailureLowersNothingButTimeDoes() {
        assertThat(cost(START, success(4), failure(FailureKind.SERVER_ERROR, .01)))
                .isEqualTo(4);
        assertThat(cost(START, success(4), failure(FailureKind.TIMEOUT, 30))).isEqualTo(30);
        Peak slow = STRATEGY.step(Peak.NONE, success(4), START);
        Peak failed = STRATEGY.step(slow, failure(FailureKind.CUT, .01), after(10));
        assertThat(failed.cost()).isCloseTo(4 / Math.E, within(1e-9));
    }

    @Test
    void theLoadIsTheCostForAllCallsInFlightAndThisOne() {
        FakeCandidate candidate = shown(STRATEGY, "a", START, success(2)).withInFlight(3);

        assertThat(FakeDecision.among(candidate).withNowNanos(START).scoresOf(STRATEGY))
                .containsExactly(-8);
    }

    @Test
    void aNewModelIsTriedOnceAndThenPassedOverUntilItAnswers() {
        FakeCandidate known = shown(STRATEGY, "known", START, success(60)).withInFlight(1000);

        assertThat(among(known, shown(STRATEGY, "new", START))).containsExactly(0, 1);
        assertThat(among(known, shown(STRATEGY, "new", START).withInFlight(1))).containsExactly(1, 0);
    }

    @Test
    void eachPickIsTheBetterOfTwoDrawnAtRandom() {
        double[] probabilities = among(
                shown(STRATEGY, "b", START, success(2)),
                shown(STRATEGY, "a", START, success(1)),
                shown(STRATEGY, "c", START, success(3)));

        assertThat(probabilities).containsExactly(new double[] {1 / 3.0, 2 / 3.0, 0}, within(1e-12));
    }

    private static long after(long seconds) {
        return START + seconds * SECOND;
    }

    private static double[] among(FakeCandidate... candidates) {
        return FakeDecision.among(candidates).withNowNanos(START).probabilitiesOf(STRATEGY);
    }

    private static double cost(long now, AttemptOutcome... outcomes) {
        return -FakeDecision.among(shown(STRATEGY, "a", START, outcomes))
                .withNowNanos(now)
                .scoresOf(STRATEGY)[0];
    }
}
