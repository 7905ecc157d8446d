package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.Picker;
import dev.pointsman.testkit.FakeCandidate;
import org.junit.jupiter.api.Test;

class LinearStrategyTest {
    private static final LinearStrategy STRATEGY = LinearStrategy.of("linear", .4, .3, .3);

    private Object state = STRATEGY.initialState(Model.builder("m", "p").build());

    @Test
    void theScoreIsTheWeightedSumOfSuccessSpeedAndThrift() {
        learn(success(2.5, .002));

        assertThat(score()).isCloseTo(.4 * 1 + .3 * .75 + .3 * .8, within(1e-12));
    }

    @Test
    void eachAverageMovesByAFifth() {
        learn(success(2, .001));
        learn(success(4, .002));
        learn(failure());
        double latency = 2 + .2 * 2;
        double cost = .001 + .2 * .001;

        assertThat(score()).isCloseTo(.4 * .8 + .3 * (1 - latency / 10) + .3 * (1 - cost / .01), within(1e-12));
    }

    @Test
    void aFailureSaysNothingOfLatencyOrCost() {
        learn(success(2, .001));
        double before = score();
        learn(failure());

        assertThat(score()).isCloseTo(before - .4 * .2, within(1e-12));
    }

    @Test
    void valuesBeyondTheWorstClip() {
        learn(success(1e9, 1e9));

        assertThat(score()).isCloseTo(.4, within(1e-12));
    }

    @Test
    void theWorstIsConfigurable() {
        LinearStrategy patient = STRATEGY.withWorst(100, 1);
        learn(success(50, .5));

        assertThat(patient.score(candidate(), RouteRequest.ANY)).isCloseTo(.4 + .15 + .15, within(1e-12));
    }

    @Test
    void beforeTheFirstCallAModelIsAssumedFastAndItsCostIsThePriceLists() {
        assertThat(score()).isCloseTo(.4 + .3 + .3 * (1 - .001 / .01), within(1e-12));
        assertThat(STRATEGY.score(candidate().withCost(Double.NaN), RouteRequest.ANY))
                .as("an unknown price is the worst")
                .isCloseTo(.7, within(1e-12));
    }

    @Test
    void anUnknownCostLeavesTheAverageAsItWas() {
        learn(success(2, .002));
        double before = score();
        learn(new AttemptOutcome(null, 2, Double.NaN, Usage.UNKNOWN, Double.NaN));

        assertThat(score()).isEqualTo(before);
    }

    @Test
    void theBestIsAlwaysTaken() {
        double[] probabilities = new double[2];
        STRATEGY.picker().pick(new double[] {.5, .51}, 2, probabilities);

        assertThat(probabilities).containsExactly(0, 1);
        assertThat(STRATEGY.picker()).isNotSameAs(Picker.softmax(1));
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> LinearStrategy.of("x", -1, 0, 0)).hasMessage("success: -1.0 (expected: >= 0)");
        assertThatThrownBy(() -> LinearStrategy.of("x", 0, Double.NaN, 0)).hasMessage("latency: NaN (expected: >= 0)");
        assertThatThrownBy(() -> LinearStrategy.of("x", 0, 0, Double.POSITIVE_INFINITY))
                .hasMessage("cost: Infinity (expected: >= 0)");
        assertThatThrownBy(() -> STRATEGY.withWorst(0, 1)).hasMessage("latencyMax: 0.0 (expected: > 0)");
        assertThatThrownBy(() -> STRATEGY.withWorst(1, Double.NaN)).hasMessage("costMax: NaN (expected: > 0)");
    }

    private void learn(AttemptOutcome outcome) {
        state = STRATEGY.step(state, outcome, 0);
    }

    private double score() {
        return STRATEGY.score(candidate(), RouteRequest.ANY);
    }

    private FakeCandidate candidate() {
        return FakeCandidate.named("m").withState(state);
    }

    private static AttemptOutcome success(double latency, double cost) {
        return new AttemptOutcome(null, latency, Double.NaN, Usage.of(1, 1), cost);
    }

    private static AttemptOutcome failure() {
        return new AttemptOutcome(FailureKind.SERVER_ERROR, .1, Double.NaN, Usage.UNKNOWN, Double.NaN);
    }
}
