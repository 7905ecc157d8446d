package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Model;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.testkit.FakeCandidate;
import dev.pointsman.testkit.FakeDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Properties of the expected loss for random candidates. */
class ExpectedLossOfAnyTest {
    private final long seed = Long.getLong("pointsman.seed", 1);
    private final Random random = new Random(seed);

    @Test
    void aWorseCandidateReversesNobodysRank() {
        for (int round = 0; round < 5_000; round++) {
            FakeCandidate a = any("a");
            FakeCandidate b = any("b");
            FakeCandidate c = any("c");
            FakeCandidate worst =
                    any("worst").withTtft(1000).withTpot(1).withSuccessRate(.2).withCost(1000);
            for (WeightedStrategy strategy : List.of(Weighed.SPEED, Weighed.BALANCED, Weighed.COST)) {
                double[] without = FakeDecision.among(a, b, c).scoresOf(strategy);
                double[] with = FakeDecision.among(a, b, c, worst).scoresOf(strategy);
                for (int i = 0; i < 3; i++) {
                    assertThat(with[i]).as("seed %s", seed).isEqualTo(without[i]);
                }
            }
        }
    }

    @Test
    void scoresAreFiniteForAnythingTheEngineMayShow() {
        for (int round = 0; round < 20_000; round++) {
            List<FakeCandidate> candidates = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(5); i++) {
                candidates.add(extreme("m" + i));
            }
            FakeDecision decision = FakeDecision.among(candidates.toArray(Candidate[]::new));
            for (WeightedStrategy strategy : List.of(Weighed.SPEED, Weighed.BALANCED, Weighed.COST, Weighed.QUALITY)) {
                for (double score : decision.scoresOf(strategy)) {
                    assertThat(score).as("seed %s", seed).isFinite();
                }
            }
        }
    }

    private FakeCandidate any(String id) {
        return FakeCandidate.named(id)
                .withTtft(.1 + random.nextDouble())
                .withTpot(.005 + .05 * random.nextDouble())
                .withSuccessRate(.5 + .49 * random.nextDouble())
                .withInFlight(random.nextInt(10))
                .withCost(random.nextDouble() * .01);
    }

    private FakeCandidate extreme(String id) {
        return FakeCandidate.of(
                        Model.builder(id, "p").quality(magnitude(-300, 0)).build())
                .withTtft(magnitude(-9, 9))
                .withTpot(magnitude(-9, 6))
                .withSamples(random.nextBoolean() ? 0 : magnitude(-300, 9))
                .withLongRunSamples(random.nextBoolean() ? 0 : magnitude(-300, 9))
                .withSuccessRate(random.nextBoolean() ? magnitude(-12, -1) : 1 - magnitude(-12, -1))
                .withTimeToFailure(magnitude(-9, 9))
                .withInFlight(random.nextInt(Integer.MAX_VALUE))
                .withCapacity(magnitude(0, 9))
                .withMeanWait(magnitude(-9, 9))
                .withOutputTokens(magnitude(-300, 9))
                .withCost(random.nextInt(3) == 0 ? Double.NaN : random.nextInt(3) == 0 ? 0 : magnitude(-300, 300));
    }

    private double magnitude(int from, int to) {
        return Math.pow(10, from + (to - from) * random.nextDouble());
    }
}
