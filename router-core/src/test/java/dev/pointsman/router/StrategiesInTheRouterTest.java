package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Outcome;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;
import dev.pointsman.strategy.SimpleStrategy;
import dev.pointsman.strategy.StatefulStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategiesInTheRouterTest {
    private static final String[] IDS = {"a", "b", "c", "d"};

    /** Counts successes as a list would. */
    private static final class Counting implements StatefulStrategy<List<String>>, SimpleStrategy {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public List<String> initialState(Model model) {
            return List.of();
        }

        @Override
        public List<String> step(List<String> state, Outcome outcome, long nowNanos) {
            List<String> next = new ArrayList<>(state);
            next.add(
                    outcome.failure() == null
                            ? "ok " + outcome.latency()
                            : outcome.failure().toString());
            return List.copyOf(next);
        }

        @Override
        public double score(Candidate candidate, RouteRequest request) {
            return -candidate.state(List.class).size(); // who has shown least
        }
    }

    @Test
    void aPluginIsFoundByTheServiceLoaderAndItsNameIsAGoal() {
        Bench bench = Bench.of("b", "a");
        ModelRouter router = bench.router();

        assertThat(router.goals()).contains("first-letter");
        assertThat(bench.call(router, goal("first-letter")).value()).isEqualTo("a");
        assertThat(bench.call(router)).isEqualTo("b");
    }

    @Test
    void drawsMatchTheProbabilities() {
        double[] weights = {1, 2, 3, 4};
        Bench bench = Bench.of(IDS);
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
        Bench bench = Bench.of(IDS);
        bench.builder().strategy(weighted(1, 2, 3, 4)).listener(new RouterListener() {
            @Override
            public void decided(MadeDecision decision, Attempt attempt) {
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
        Bench bench = Bench.of(IDS);
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
    void aScoreThatIsNoNumberLosesToAnyThatIs() {
        Bench bench = Bench.of(IDS);
        bench.builder().strategy(scored(Double.NaN, -1e300, Double.NaN, Double.NEGATIVE_INFINITY));
        ModelRouter router = bench.router();
        for (int i = 0; i < 20; i++) {
            assertThat(bench.call(router, goal("scored")).value()).isEqualTo("b");
        }
    }

    @Test
    void whenNoScoreIsANumberAnyModelServes() {
        Bench bench = Bench.of(IDS);
        bench.builder().strategy(scored(Double.NaN, Double.NaN, Double.NaN, Double.NaN));

        assertThat(bench.call(bench.router(), goal("scored")).value()).isIn((Object[]) IDS);
    }

    @Test
    void whatAScorerForgetsIsNotTheLastDecisions() {
        Bench bench = Bench.of(IDS);
        bench.builder()
                .strategy(scored(1, 2, 3, 9))
                .strategy(RoutingStrategy.of("forgetful", (decision, scores) -> scores[1] = -5, Picker.best()));
        ModelRouter router = bench.router();
        bench.call(router, goal("scored"));

        assertThat(bench.call(router, goal("forgetful")).value()).isEqualTo("b");
    }

    @Test
    void aStatefulStrategyRemembersEachModelApart() {
        Bench bench = Bench.of(IDS).breaks("a", FailureKind.SERVER_ERROR);
        bench.builder().strategy(new Counting());
        ModelRouter router = bench.router(Pool.of("pool", IDS)
                .withGoal(Goal.of("counting"))
                .withFailover(FailoverPolicy.builder().retrySame(0).build()));
        for (int i = 0; i < 3; i++) {
            bench.call(router);
        }
        router.route(RouteRequest.ANY).close(); // teaches nothing
        bench.call(router);
        assertThat(bench.asked.subList(0, 4))
                .as("each that has shown nothing comes first")
                .containsExactlyInAnyOrder(IDS);
    }

    @Test
    void whatAStrategyRemembersSurvivesAChangeOfPools() {
        Bench bench = Bench.of("a", "b");
        bench.builder().strategy(new Counting());
        Pool pool = Pool.of("pool", "a", "b").withGoal(Goal.of("counting"));
        ModelRouter router = bench.router(pool);
        String first = bench.call(router);
        router.putPool(pool.withTier(Tier.FALLBACK));

        assertThat(bench.call(router)).isNotEqualTo(first);
    }

    @Test
    void aStepThatThrowsTakesNobodysAnswerAway() {
        Bench bench = Bench.of("a");
        bench.builder().strategy(new StatefulStrategy<String>() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Scorer scorer() {
                return (decision, scores) -> scores[0] = 1;
            }

            @Override
            public String initialState(Model model) {
                return "new";
            }

            @Override
            public String step(String state, Outcome outcome, long nowNanos) {
                throw new IllegalStateException("broken");
            }
        });
        ModelRouter router = bench.router();

        assertThat(bench.call(router, goal("broken")).value()).isEqualTo("a");
        assertThat(Bench.snapshot(router, "a").statistics().successes()).isEqualTo(1);
    }

    @Test
    void aStrategyWithoutMemoryHasNoState() {
        Bench bench = Bench.of(IDS);
        bench.builder()
                .strategy(RoutingStrategy.of(
                        "curious", (decision, scores) -> decision.candidate(0).state(String.class), Picker.best()));
        ModelRouter router = bench.router();

        assertThatThrownBy(() -> bench.call(router, goal("curious"))).isInstanceOf(IllegalStateException.class);
        assertThat(bench.call(router)).as("the next decision is none the worse").isEqualTo("a");
    }

    @Test
    void aCandidateShowsWhatTheCallWouldCostAndHowLongItsAnswerWouldBe() {
        List<Double> seen = new ArrayList<>();
        Bench bench = new Bench()
                .model(Model.builder("a", "p").price(Pricing.of(1, 10)).build())
                .model(Bench.model("b"));
        bench.builder()
                .strategy(RoutingStrategy.of(
                        "looking",
                        (decision, scores) -> {
                            for (int i = 0; i < decision.size(); i++) {
                                seen.add(decision.candidate(i).outputTokens());
                                seen.add(decision.candidate(i).cost());
                                scores[i] = -i;
                            }
                        },
                        Picker.best()));
        ModelRouter router = bench.router(Pool.of("pool", "a", "b").withGoal(Goal.of("looking")));
        RouteRequest request = RouteRequest.builder()
                .expectedInputTokens(1_000_000)
                .expectedOutputTokens(500_000)
                .maxTokens(100_000)
                .build();
        router.route(request).succeed(Usage.of(100, 400));
        router.route(RouteRequest.ANY).close();

        assertThat(seen.subList(0, 4)).containsExactly(100_000.0, 2.0, 100_000.0, Double.NaN);
        assertThat(seen.get(4)).as("between the prior and what was seen").isBetween(200.0, 400.0);
        assertThat(seen.get(6))
                .as("a model that has shown none has the mean of its pool")
                .isEqualTo(300);
    }

    @Test
    void aSessionIsShownTheModelThatServedItBefore() {
        List<String> seen = new ArrayList<>();
        Bench bench = Bench.of("a", "b");
        bench.builder().listener(new RouterListener() {
            @Override
            public void decided(MadeDecision decision, Attempt attempt) {
                seen.add(decision.previousModel());
            }
        });
        ModelRouter router = bench.router();
        RouteRequest request =
                RouteRequest.builder().session("s").tenant("blue").build();
        bench.call(router, request);
        bench.call(router, request);
        bench.call(router, request.toBuilder().tenant("red").build());
        bench.call(router, request.toBuilder().session("t").build());
        bench.call(router);
        bench.clock.pass(Duration.ofMinutes(31));
        bench.call(router, request);

        assertThat(seen).containsExactly(null, "a", null, null, null, null);
    }

    private static RouteRequest goal(String name) {
        return RouteRequest.builder().goal(Goal.of(name)).build();
    }

    private static RoutingStrategy weighted(double... weights) {
        return RoutingStrategy.of(
                "weighted",
                (decision, scores) -> System.arraycopy(weights, 0, scores, 0, weights.length),
                Picker.weighted());
    }

    private static RoutingStrategy scored(double... values) {
        return RoutingStrategy.of(
                "scored", (decision, scores) -> System.arraycopy(values, 0, scores, 0, values.length), Picker.best());
    }
}
