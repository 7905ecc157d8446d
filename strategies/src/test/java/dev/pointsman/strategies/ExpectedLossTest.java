package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.Model;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.testkit.FakeCandidate;
import dev.pointsman.testkit.FakeDecision;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Terms of the expected loss, and resulting preferences. */
class ExpectedLossTest {
    private static FakeCandidate fast() {
        return FakeCandidate.named("fast").withTtft(.2).withTpot(.007).withCost(.01);
    }

    private static FakeCandidate cheap() {
        return FakeCandidate.named("cheap").withTtft(.9).withTpot(.03).withCost(.0005);
    }

    @Test
    void speedTakesTheFastAndCostTheCheap() {
        FakeDecision decision = FakeDecision.among(fast(), cheap());

        assertThat(decision.probabilitiesOf(Weighed.SPEED)[0]).isGreaterThan(.99);
        assertThat(decision.probabilitiesOf(Weighed.COST)[1]).isGreaterThan(.99);
    }

    @Test
    void qualityCountsForAGoalThatCaresForIt() {
        FakeCandidate good =
                FakeCandidate.of(Model.builder("good", "p").quality(1).build());
        FakeCandidate poor =
                FakeCandidate.of(Model.builder("poor", "p").quality(.5).build());
        FakeDecision decision = FakeDecision.among(good, poor);

        assertThat(decision.probabilitiesOf(Weighed.QUALITY)[0]).isGreaterThan(.99);
        assertThat(decision.probabilitiesOf(Weighed.BALANCED)[0]).isGreaterThan(.9);
        assertThat(decision.probabilitiesOf(Weighed.SPEED)).containsExactly(.5, .5);
    }

    @Test
    void anAccountNearItsLimitIsLeftLittleByLittle() {
        double before = 1;
        for (double headroom : new double[] {1, .5, .05, .04, .03, .02, .01, 0}) {
            FakeDecision decision = FakeDecision.among(
                    FakeCandidate.named("near").withHeadroom(headroom),
                    FakeCandidate.named("idle").withTtft(1));
            double share = decision.probabilitiesOf(Weighed.SPEED)[0];
            assertThat(share).isLessThanOrEqualTo(before);
            assertThat(share).as("%s", headroom).isBetween(headroom < .04 ? 0 : .05, headroom < .04 ? .05 : 1);
            before = share;
        }
    }

    /** The formula, written down once more for two candidates. */
    @Test
    void theLossIsTheOneOfTheFormula() {
        FakeCandidate a = FakeCandidate.of(Model.builder("a", "p").quality(.8).build())
                .withTtft(.3)
                .withTpot(.01)
                .withSamples(3)
                .withSuccessRate(.9)
                .withTimeToFailure(2)
                .withInFlight(7)
                .withCapacity(4)
                .withOutputTokens(150)
                .withCost(.002);
        FakeCandidate b = FakeCandidate.named("b").withSuccessRate(.2);
        double serviceA = .3 + 150 * .01;
        double timeA = serviceA * (1 + (8 - 4) / 4.0);
        double serviceB = .6 + 200 * .02;
        double timeB = serviceB;
        double lossA = .9 * timeA + .1 * (2 + timeB / .3 + 3);
        double expected = Math.log(lossA) - .1 / Math.sqrt(4) + .3 * Math.log(.002 + 1e-6) + .3 * Math.log(1 / .8);

        assertThat(FakeDecision.among(a, b).scoresOf(Weighed.BALANCED)[0]).isCloseTo(-expected, within(1e-12));
    }

    @Test
    void longAnswersWantManyTokensASecondAndShortOnesAnEarlyFirst() {
        for (double tokens : new double[] {5, 2000}) {
            FakeDecision decision = FakeDecision.among(
                    FakeCandidate.named("early").withTtft(.2).withTpot(.04).withOutputTokens(tokens),
                    FakeCandidate.named("fluent").withTtft(1).withTpot(.008).withOutputTokens(tokens));
            assertThat(decision.probabilitiesOf(Weighed.SPEED)[tokens < 100 ? 0 : 1])
                    .isGreaterThan(.99);
        }
    }

    @Test
    void callsInFlightBeyondTheCapacityRaiseTheLossAndThoseWithinDoNot() {
        double idle = score(fast().withInFlight(0));

        assertThat(score(fast().withInFlight(3))).isEqualTo(idle);
        assertThat(score(fast().withInFlight(4))).isLessThan(idle);
        assertThat(score(fast().withInFlight(40))).isLessThan(score(fast().withInFlight(20)));
    }

    /** All decisions precede the first answer; without the queue's share all would go to the fastest. */
    @Test
    void aBurstSpreadsBeforeTheFirstAnswerIsBack() {
        List<FakeCandidate> candidates = List.of(
                FakeCandidate.named("a").withTtft(.2),
                FakeCandidate.named("b").withTtft(.4),
                FakeCandidate.named("c").withTtft(.6));
        int[] inFlight = new int[3];
        for (int call = 0; call < 60; call++) {
            double[] scores =
                    FakeDecision.among(candidates.toArray(Candidate[]::new)).scoresOf(Weighed.SPEED);
            int best = scores[0] >= scores[1] && scores[0] >= scores[2] ? 0 : scores[1] >= scores[2] ? 1 : 2;
            candidates.get(best).withInFlight(++inFlight[best]);
        }
        assertThat(Arrays.stream(inFlight)).allMatch(calls -> calls >= 15 && calls <= 25);
    }

    @Test
    void callsThatWaitTooLongForATokenAreEvidenceBeforeTheyEnd() {
        double calm = score(fast().withMeanWait(0));

        assertThat(score(fast().withMeanWait(.2))).as("no longer than expected").isEqualTo(calm);
        assertThat(score(fast().withMeanWait(5)))
                .isEqualTo(score(fast().withTtft(7.5)))
                .isLessThan(calm);
    }

    @Test
    void aFailureCostsItsTimeTheAlternativeAndARegret() {
        assertThat(score(fast().withSuccessRate(.5))).isLessThan(score(fast().withSuccessRate(.98)));
        assertThat(score(fast().withSuccessRate(.5).withTimeToFailure(30)))
                .isLessThan(score(fast().withSuccessRate(.5).withTimeToFailure(.1)));
        FakeDecision decision = FakeDecision.among(
                FakeCandidate.named("fails-fast")
                        .withTtft(.01)
                        .withTpot(.0001)
                        .withSuccessRate(.1)
                        .withTimeToFailure(.01),
                FakeCandidate.named("works"));
        assertThat(decision.probabilitiesOf(Weighed.SPEED)[1])
                .as("an endpoint that fails fast is not fast")
                .isGreaterThan(.9);
    }

    @Test
    void aModelWithFewSamplesGetsTheBenefitOfTheDoubt() {
        assertThat(score(fast().withSamples(0))).isGreaterThan(score(fast().withSamples(100)));
    }

    @Test
    void aModelThatHasShownNothingIsTakenToBeAsQuickAsTheQuickest() {
        FakeCandidate unknown = FakeCandidate.named("unknown").withSamples(0).withLongRunSamples(0);

        assertThat(FakeDecision.among(fast(), cheap(), unknown).probabilitiesOf(Weighed.SPEED)[2])
                .isGreaterThan(.5);
        assertThat(FakeDecision.among(fast(), cheap(), unknown.withInFlight(1)).probabilitiesOf(Weighed.SPEED)[2])
                .as("but only until its first call is under way: no herd")
                .isLessThan(.01);
        assertThat(FakeDecision.among(fast(), cheap(), unknown.withInFlight(0).withLongRunSamples(20))
                        .probabilitiesOf(Weighed.SPEED)[2])
                .as("a model that was quiet for long is known all the same")
                .isLessThan(.01);
    }

    @Test
    void anUnknownPriceCountsAsTheDearest() {
        FakeDecision decision = FakeDecision.among(
                FakeCandidate.named("unknown").withCost(Double.NaN),
                FakeCandidate.named("costly").withCost(.05),
                FakeCandidate.named("cheap").withCost(.001));
        double[] scores = decision.scoresOf(Weighed.COST);

        assertThat(scores[0]).isEqualTo(scores[1]).isLessThan(scores[2]);
        assertThat(FakeDecision.among(
                                FakeCandidate.named("unknown").withCost(Double.NaN),
                                FakeCandidate.named("unknown-too").withCost(Double.NaN))
                        .probabilitiesOf(Weighed.COST))
                .containsExactly(.5, .5);
    }

    @Test
    void weightsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new GoalWeights(-1, 0, 0)).hasMessage("latency: -1.0 (expected: >= 0)");
        assertThatThrownBy(() -> new GoalWeights(0, Double.NaN, 0)).hasMessage("cost: NaN (expected: >= 0)");
        assertThatThrownBy(() -> new GoalWeights(0, 1, Double.POSITIVE_INFINITY))
                .hasMessageContaining("quality: Infinity");
        assertThatThrownBy(() -> new GoalWeights(0, 0, 0)).hasMessageContaining("weights: all 0");
    }

    private static double score(FakeCandidate candidate) {
        return FakeDecision.among(candidate, FakeCandidate.named("other")).scoresOf(Weighed.SPEED)[0];
    }
}
