package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.testkit.FakeCandidate;
import dev.pointsman.testkit.FakeDecision;
import org.junit.jupiter.api.Test;

class PlainStrategiesTest {
    private final FakeDecision decision = FakeDecision.among(
            FakeCandidate.named("a").withOrder(2).withInFlight(1),
            FakeCandidate.named("b").withOrder(0).withInFlight(5),
            FakeCandidate.named("c").withOrder(1).withInFlight(1));

    @Test
    void orderedTakesTheFirstOfThePoolsList() {
        assertThat(decision.probabilitiesOf(PlainStrategies.ordered())).containsExactly(0, 1, 0);
    }

    @Test
    void roundRobinTakesOneAfterTheOther() {
        for (int i = 0; i < 9; i++) {
            double[] probabilities = decision.withSequence(i).probabilitiesOf(PlainStrategies.roundRobin());
            assertThat(probabilities[i % 3]).isEqualTo(1);
        }
    }

    @Test
    void randomTakesAllAlike() {
        assertThat(decision.probabilitiesOf(PlainStrategies.random()))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
    }

    @Test
    void leastBusyTakesThoseWithTheFewestCallsAndEqualsShare() {
        assertThat(decision.probabilitiesOf(PlainStrategies.leastBusy())).containsExactly(.5, 0, .5);
    }
}
