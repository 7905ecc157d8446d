package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Contract tests for strategies. The test of a plugin extends this class and returns the strategy to test; all tests
 * are inherited.
 */
public abstract class StrategyContract {
    private static final List<AttemptOutcome> OUTCOMES = List.of(
            new AttemptOutcome(null, 1.5, .4, Usage.of(100, 50), .002),
            new AttemptOutcome(null, 2, Double.NaN, Usage.UNKNOWN, Double.NaN),
            new AttemptOutcome(FailureKind.TIMEOUT, 30, Double.NaN, Usage.UNKNOWN, Double.NaN));

    /** For subclasses. */
    protected StrategyContract() {}

    /**
     * The strategy that is tested.
     *
     * @return a new one, or always the same
     */
    protected abstract RoutingStrategy strategy();

    /** A goal needs a name. */
    @Test
    void itsNameIsNotBlankAndAlwaysTheSame() {
        assertThat(strategy().name()).isNotBlank().isEqualTo(strategy().name());
    }

    /** A log of decisions must be repeatable. */
    @Test
    void theSameDecisionHasTheSameScores() {
        FakeDecision decision = ordinary();

        assertThat(decision.scoresOf(strategy())).containsExactly(decision.scoresOf(strategy()));
        assertThat(decision.probabilitiesOf(strategy())).containsExactly(decision.probabilitiesOf(strategy()));
    }

    /** An ordinary candidate must be comparable. */
    @Test
    void ordinaryCandidatesHaveScoresThatAreNumbers() {
        assertThat(Arrays.stream(ordinary().scoresOf(strategy())))
                .allSatisfy(score -> assertThat(score).isNotNaN());
    }

    /** Probabilities that are not exact would falsify every estimate from a log. */
    @Test
    void probabilitiesAreNotNegativeAndTogetherOne() {
        isDistribution(ordinary());
    }

    /** The last model left must be picked. */
    @Test
    void aSingleCandidateIsCertain() {
        assertThat(decision(FakeCandidate.named("only")).probabilitiesOf(strategy()))
                .containsExactly(1);
    }

    /** A price is often unknown. */
    @Test
    void anUnknownPriceIsBorne() {
        isDistribution(decision(
                FakeCandidate.named("unknown").withCost(Double.NaN),
                FakeCandidate.named("known").withOrder(1)));
        isDistribution(decision(
                FakeCandidate.named("unknown").withCost(Double.NaN),
                FakeCandidate.named("unknown-too").withCost(Double.NaN).withOrder(1)));
    }

    /** Estimates after an outage, or of a free, huge or tiny model, are extreme. */
    @Test
    void extremeValuesAreBorne() {
        isDistribution(decision(
                FakeCandidate.named("slow")
                        .withTtft(1e6)
                        .withTpot(1e3)
                        .withSuccessRate(1e-9)
                        .withTimeToFailure(1e6)
                        .withInFlight(1_000_000)
                        .withCapacity(1)
                        .withMeanWait(1e6)
                        .withOutputTokens(1e7)
                        .withCost(1e9),
                FakeCandidate.of(Model.builder("fast", "p").quality(1e-9).build())
                        .withTtft(1e-9)
                        .withTpot(1e-9)
                        .withSuccessRate(1 - 1e-12)
                        .withTimeToFailure(1e-9)
                        .withSamples(0)
                        .withLongRunSamples(0)
                        .withCapacity(1e6)
                        .withOutputTokens(1e-3)
                        .withCost(0)
                        .withOrder(1),
                FakeCandidate.named("ordinary").withSamples(1e9).withOrder(2)));
    }

    /** Decisions are numbered for years. */
    @Test
    void anyNumberOfTheDecisionWillDo() {
        for (long sequence : new long[] {0, 1, 2, Integer.MAX_VALUE + 1L, Long.MAX_VALUE}) {
            isDistribution(ordinary().withSequence(sequence));
        }
    }

    /** A log would call a sampler's single draw a certainty. */
    @Test
    void probabilitiesThatAreExactDoNotComeOfChance() {
        if (strategy().exactProbabilities()) {
            FakeDecision lucky = ordinary().withLuck(new FixedChance(.9));
            FakeDecision unlucky = ordinary().withLuck(new FixedChance(.1));

            assertThat(lucky.probabilitiesOf(strategy())).containsExactly(unlucky.probabilitiesOf(strategy()));
        }
    }

    /** A session goes on where it was, or somewhere else. */
    @Test
    void anyPreviousModelWillDo() {
        for (String model : new String[] {"fast", "cheap", "gone"}) {
            isDistribution(ordinary().withPreviousModel(model));
        }
    }

    /** A clock starts anywhere, and a decision may be a little older than what was learned last. */
    @Test
    void anyTimeWillDo() {
        for (long now : new long[] {Long.MIN_VALUE, -1, 1, Long.MAX_VALUE}) {
            isDistribution(ordinary().withNowNanos(now));
        }
    }

    /** The engine's arrays are longer than a decision. */
    @Test
    void nothingIsWrittenBehindTheCandidates() {
        FakeDecision decision = ordinary();
        double[] scores = new double[decision.size() + 2];
        double[] probabilities = new double[decision.size() + 2];
        scores[decision.size()] = 1e9;
        scores[decision.size() + 1] = -7;
        strategy().scorer().score(decision, scores);
        strategy().picker().pick(scores, decision.size(), probabilities);

        assertThat(scores).endsWith(1e9, -7);
        assertThat(probabilities).endsWith(0, 0);
        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
    }

    /** A step that changed its argument would show readers half a change. */
    @Test
    void aStepIsPure() {
        if (strategy() instanceof StatefulStrategy<?> stateful) {
            isPure(stateful);
        }
    }

    /** Checks that old state, or state from failures only, does not prevent a decision. */
    @Test
    void whatItHasLearnedIsBorne() {
        if (strategy().stateOwner() instanceof StatefulStrategy<?> stateful) {
            for (AttemptOutcome outcome : OUTCOMES) {
                FakeDecision decision = decision(
                        FakeCandidate.named("tried"),
                        FakeCandidate.named("new").withOrder(1),
                        FakeCandidate.named("busy").withInFlight(1000).withOrder(2));
                teach(stateful, (FakeCandidate) decision.candidate(0), outcome);
                for (long now : new long[] {-5, 1_000_000_000, Long.MAX_VALUE - 5}) {
                    isDistribution(decision.withNowNanos(now));
                }
            }
        }
    }

    private static <S> void teach(StatefulStrategy<S> strategy, FakeCandidate candidate, AttemptOutcome outcome) {
        candidate.withState(strategy.step(strategy.initialState(candidate.model()), outcome, -5));
    }

    private static <S> void isPure(StatefulStrategy<S> strategy) {
        Model model = Model.builder("model", "provider").build();
        S state = strategy.initialState(model);
        for (AttemptOutcome outcome : OUTCOMES) {
            S next = strategy.step(state, outcome, -5);
            assertThat(strategy.step(state, outcome, -5)).isEqualTo(next);
            state = next;
        }
        assertThat(strategy.initialState(model)).isEqualTo(strategy.initialState(model));
    }

    private void isDistribution(FakeDecision decision) {
        double[] probabilities = decision.probabilitiesOf(strategy());
        assertThat(Arrays.stream(probabilities)).allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
    }

    private FakeDecision ordinary() {
        return decision(
                FakeCandidate.named("fast")
                        .withTtft(.2)
                        .withTpot(.007)
                        .withCost(.01)
                        .withInFlight(3),
                FakeCandidate.named("cheap").withTtft(1).withCost(.0001).withOrder(1),
                FakeCandidate.named("shaky").withSuccessRate(.5).withOrder(2),
                FakeCandidate.named("new").withSamples(0).withLongRunSamples(0).withOrder(3));
    }

    private FakeDecision decision(FakeCandidate... candidates) {
        if (strategy().stateOwner() instanceof StatefulStrategy<?> stateful) {
            for (FakeCandidate candidate : candidates) {
                candidate.withState(stateful.initialState(candidate.model()));
            }
        }
        return FakeDecision.among(candidates);
    }
}
