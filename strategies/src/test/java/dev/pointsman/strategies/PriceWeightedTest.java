package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.testkit.FakeCandidate;
import dev.pointsman.testkit.FakeDecision;
import org.junit.jupiter.api.Test;

class PriceWeightedTest {

    @Test
    void threeTimesThePriceGetsANinthOfTheCalls() {
        assertThat(shares(.001, .003)).containsExactly(new double[] {.9, .1}, within(1e-12));
    }

    @Test
    void anUnknownPriceCountsAsTheDearest() {
        assertThat(shares(.001, .002, Double.NaN))
                .containsExactly(new double[] {4 / 6.0, 1 / 6.0, 1 / 6.0}, within(1e-12));
    }

    @Test
    void whatCostsNothingSharesAllCalls() {
        assertThat(shares(0, .002, 0)).containsExactly(.5, 0, .5);
        assertThat(shares(0, Double.NaN)).as("the dearest known costs nothing").containsExactly(.5, .5);
    }

    @Test
    void whereNoPriceIsKnownAllShare() {
        assertThat(shares(Double.NaN, Double.NaN)).containsExactly(.5, .5);
    }

    @Test
    void extremePricesKeepTheirProportions() {
        assertThat(shares(1e200, 3e200)).containsExactly(new double[] {.9, .1}, within(1e-12));
        assertThat(shares(1e-200, 3e-200)).containsExactly(new double[] {.9, .1}, within(1e-12));
    }

    private static double[] shares(double... costs) {
        FakeCandidate[] candidates = new FakeCandidate[costs.length];
        for (int i = 0; i < costs.length; i++) {
            candidates[i] = FakeCandidate.named("m" + i).withCost(costs[i]);
        }
        return FakeDecision.among(candidates).probabilitiesOf(new PriceWeighted());
    }
}
