package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.testkit.FakeCandidate;
import dev.pointsman.testkit.FakeDecision;
import org.junit.jupiter.api.Test;

class EpsilonGreedyTest {
    private static final EpsilonGreedy STRATEGY = new EpsilonGreedy();

    @Test
    void nineOfTenCallsGoToTheBestAndTheRestAnywhere() {
        double[] probabilities = FakeDecision.among(
                        FakeCandidate.named("slow").withTtft(2),
                        FakeCandidate.named("fast").withTtft(.1),
                        FakeCandidate.named("middling").withTtft(.5),
                        FakeCandidate.named("slowest").withTtft(9))
                .probabilitiesOf(STRATEGY);

        assertThat(probabilities).containsExactly(new double[] {.025, .925, .025, .025}, within(1e-12));
    }

    @Test
    void theExpectedTimeIsThatOfAnAnswerAndOfTheFailuresBeforeIt() {
        FakeCandidate candidate = FakeCandidate.named("a")
                .withTtft(.5)
                .withTpot(.01)
                .withOutputTokens(100)
                .withSuccessRate(.25)
                .withTimeToFailure(2);

        assertThat(FakeDecision.among(candidate).scoresOf(STRATEGY)[0]).isCloseTo(-(1.5 + 3 * 2), within(1e-12));
    }
}
