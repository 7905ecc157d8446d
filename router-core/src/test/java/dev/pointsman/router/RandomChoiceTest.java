package dev.pointsman.router;

import static dev.pointsman.router.RouterFixture.goal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.trace.RoutingDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Random choices: distributed by the reported probabilities, and equal for equal seeds. */
class RandomChoiceTest {
    private static final String[] IDS = {"a", "b", "c", "d"};

    @Test
    void drawsMatchTheProbabilities() {
        double[] weights = {1, 2, 3, 4};
        RouterFixture bench = RouterFixture.of(IDS);
        bench.builder().strategy(weighted(weights));
        ModelRouter router = bench.router();
        Map<String, Integer> counts = new HashMap<>();
        int draws = 40_000;
        for (int i = 0; i < draws; i++) {
            try (Attempt attempt = router.route(goal("weighted"))) {
                counts.merge(attempt.model().id(), 1, Integer::sum);
            }
        }
        double chiSquare = 0;
        for (int i = 0; i < IDS.length; i++) {
            double expected = draws * weights[i] / 10;
            chiSquare += Math.pow(counts.get(IDS[i]) - expected, 2) / expected;
        }
        assertThat(chiSquare).as("three degrees of freedom, one in 100,000").isLessThan(25.9);
    }

    @Test
    void theListenerIsToldTheProbabilityOfThePick() {
        Map<String, Double> told = new HashMap<>();
        RouterFixture bench = RouterFixture.of(IDS);
        bench.builder().strategy(weighted(1, 2, 3, 4)).listener(new RouterListener() {
            @Override
            public void decided(RoutingDecision decision, Attempt attempt) {
                told.put(attempt.model().id(), decision.probability(decision.chosen()));
            }
        });
        ModelRouter router = bench.router();
        for (int i = 0; i < 200; i++) {
            router.route(goal("weighted")).close();
        }
        assertThat(told).hasSize(4);
        assertThat(told.get("c")).isCloseTo(.3, within(1e-12));
    }

    @Test
    void theSameSeedMakesTheSameDecisionsAndAnotherSeedOthers() {
        assertThat(decisions(1)).isEqualTo(decisions(1)).isNotEqualTo(decisions(2));
        assertThat(decisions(2)).isEqualTo(decisions(2));
    }

    private static List<String> decisions(long seed) {
        RouterFixture bench = RouterFixture.of(IDS);
        bench.builder().seed(seed);
        ModelRouter router = bench.router(Pool.of("pool", IDS).withGoal(Goal.of("even")));
        bench.breaks("c", FailureKind.SERVER_ERROR);
        for (int i = 0; i < 100; i++) {
            bench.call(router);
            bench.clock.passSeconds(1);
        }
        return bench.asked;
    }

    @Test
    void howLikelyASamplersPickWasIsUnknown() {
        RouterFixture bench = RouterFixture.of("a", "b");
        DecisionNotes notes = new DecisionNotes();
        bench.builder().strategy(new Sampler()).listener(notes);
        ModelRouter router = bench.router();
        router.route(goal("sampler")).close();
        router.operations().forceOpen("a");
        router.route(goal("sampler")).close();

        assertThat(notes.heard.get(0)).endsWith(" NaN");
        assertThat(notes.heard.get(1)).as("there was nothing to sample").isEqualTo("b 1.0");
    }

    @Test
    void theSameSeedGivesASamplerTheSameNumbersAndEachDecisionOthers() {
        assertThat(samples(1)).isEqualTo(samples(1)).isNotEqualTo(samples(2)).doesNotHaveDuplicates();
    }

    private static List<Double> samples(long seed) {
        List<Double> seen = new ArrayList<>();
        RouterFixture bench = RouterFixture.of("a", "b");
        bench.builder().seed(seed).listener(new RouterListener() {
            @Override
            public void decided(RoutingDecision decision, Attempt attempt) {
                for (int i = 0; i < 4; i++) {
                    seen.add(decision.chance(i));
                    assertThat(decision.chance(i))
                            .isEqualTo(seen.get(seen.size() - 1))
                            .isBetween(0.0, 1.0);
                }
                assertThatThrownBy(() -> decision.chance(-1)).isInstanceOf(IndexOutOfBoundsException.class);
            }
        });
        ModelRouter router = bench.router();
        for (int i = 0; i < 20; i++) {
            bench.call(router);
        }
        return seen;
    }

    private static RoutingStrategy weighted(double... weights) {
        return RoutingStrategy.of("weighted", GivenScores.of(weights), Picker.weighted());
    }
}
