package dev.pointsman.strategies;

import static dev.pointsman.strategies.States.failure;
import static dev.pointsman.strategies.States.shown;
import static dev.pointsman.strategies.States.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.FailureKind;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.testkit.FakeDecision;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LowestLatencyTest {
    private static final LowestLatency STRATEGY = new LowestLatency();

    @Test
    void theScoreIsTheMeanTimePerToken() {
        assertThat(score(success(2, 10), success(4, 10))).isCloseTo(-.3, within(1e-12));
    }

    @Test
    void onlyTheLastTenCallsCount() {
        AttemptOutcome[] calls = Stream.concat(Stream.of(success(1000)), Collections.nCopies(10, success(2)).stream())
                .toArray(AttemptOutcome[]::new);

        assertThat(score(calls)).isEqualTo(-2);
    }

    @Test
    void withoutCountedTokensTheWholeTimeCounts() {
        assertThat(score(new AttemptOutcome(null, 3, Double.NaN, dev.pointsman.model.Usage.UNKNOWN, Double.NaN)))
                .isEqualTo(-3);
    }

    @Test
    void aTimeoutCountsAsVerySlowAndOtherFailuresNotAtAll() {
        assertThat(score(success(2), failure(FailureKind.SERVER_ERROR, .01))).isEqualTo(-2);
        assertThat(score(success(2), failure(FailureKind.TIMEOUT, 30))).isEqualTo(-501);
    }

    @Test
    void aModelThatHasShownNothingComesFirstAndSeveralShare() {
        double[] probabilities = FakeDecision.among(
                        shown(STRATEGY, "known", 0, success(1e-3)),
                        shown(STRATEGY, "new", 0),
                        shown(STRATEGY, "newer", 0))
                .probabilitiesOf(STRATEGY);

        assertThat(probabilities).containsExactly(0, .5, .5);
    }

    @Test
    void theBestIsAlwaysTaken() {
        assertThat(FakeDecision.among(shown(STRATEGY, "a", 0, success(1)), shown(STRATEGY, "b", 0, success(1.01)))
                        .probabilitiesOf(STRATEGY))
                .containsExactly(1, 0);
    }

    private static double score(AttemptOutcome... outcomes) {
        return FakeDecision.among(shown(STRATEGY, "a", 0, outcomes)).scoresOf(STRATEGY)[0];
    }
}
