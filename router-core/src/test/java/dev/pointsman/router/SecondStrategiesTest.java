package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Outcome;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;
import dev.pointsman.strategy.SimpleStrategy;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Strategies around others, beside others, and those that sample. */
class SecondStrategiesTest {
    private static final RoutingStrategy COUNTING = new Counting();

    private final Bench bench = Bench.of("a", "b");
    private final List<String> heard = new ArrayList<>();

    /** Takes the model that has shown most. */
    private static final class Counting implements StatefulStrategy<Integer>, SimpleStrategy {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Integer initialState(Model model) {
            return 0;
        }

        @Override
        public Integer step(Integer state, Outcome outcome, long nowNanos) {
            return state + 1;
        }

        @Override
        public double score(Candidate candidate, RouteRequest request) {
            return candidate.state(Integer.class);
        }
    }

    /** One decides, another one is asked beside it. */
    private record Pair(RoutingStrategy first, RoutingStrategy second) implements RoutingStrategy {
        @Override
        public String name() {
            return "pair";
        }

        @Override
        public Scorer scorer() {
            return first.scorer();
        }

        @Override
        public RoutingStrategy shadow() {
            return second;
        }
    }

    /** Writes down what is heard of decisions. */
    private final class Notes implements RouterListener {
        @Override
        public void decided(MadeDecision decision, Attempt attempt) {
            heard.add(attempt.model().id() + " " + decision.probability(decision.chosen()));
        }

        @Override
        public void shadowed(Decision decision, Attempt attempt, String strategy, double[] probabilities) {
            heard.add(strategy + " " + Arrays.toString(Arrays.copyOf(probabilities, decision.size())));
        }
    }

    private static final class Sampler implements RoutingStrategy {
        @Override
        public String name() {
            return "sampler";
        }

        @Override
        public Scorer scorer() {
            return (decision, scores) -> {
                for (int i = 0; i < decision.size(); i++) {
                    scores[i] = decision.chance(i);
                }
            };
        }

        @Override
        public boolean exactProbabilities() {
            return false;
        }
    }

    @Test
    void aStrategyAroundAStatefulOneSeesItsState() {
        bench.builder()
                .strategy(RoutingStrategy.around(
                        "contrary",
                        COUNTING,
                        (decision, scores) -> {
                            COUNTING.scorer().score(decision, scores);
                            for (int i = 0; i < decision.size(); i++) {
                                scores[i] = -scores[i];
                            }
                        },
                        Picker.best()));
        ModelRouter router = bench.router(Pool.of("pool", "a", "b").withGoal(Goal.of("contrary")));
        for (int i = 0; i < 6; i++) {
            bench.call(router);
        }
        assertThat(bench.asked.subList(0, 2)).containsExactlyInAnyOrder("a", "b");
        assertThat(bench.asked).filteredOn("a"::equals).hasSize(3);
    }

    @Test
    void aStrategyAndOneAroundItShareWhatIsRemembered() {
        bench.builder()
                .strategy(COUNTING)
                .goal("floored", RoutingStrategy.around("x", COUNTING, COUNTING.scorer(), Picker.best()));
        ModelRouter router = bench.router();
        String first = bench.call(router, goal("counting")).value();
        for (int i = 0; i < 5; i++) {
            assertThat(bench.call(router, goal("floored")).value()).isEqualTo(first);
        }
    }

    @Test
    void nothingIsRememberedForAStrategyThatNobodyHasNamed() {
        bench.builder().strategy(COUNTING).listener(new Notes());
        ModelRouter router = bench.router();
        for (int i = 0; i < 3; i++) {
            bench.call(router); // always at a
        }
        router.route(goal("counting")).close();
        bench.call(router);
        router.route(goal("counting")).close();

        assertThat(heard.get(3)).as("both have shown nothing").endsWith(" 0.5");
        assertThat(heard.get(5)).as("named once, it learns from all calls").isEqualTo("a 1.0");
    }

    @Test
    void theGoalOfAPoolLearnsFromItsFirstCall() {
        bench.builder().strategy(COUNTING).listener(new Notes());
        ModelRouter router = bench.router(Pool.of("pool", "a", "b").withGoal(Goal.of("counting")));
        String first = bench.call(router);
        bench.call(router);

        assertThat(heard).containsExactly(first + " 0.5", first + " 1.0");
    }

    @Test
    void howLikelyASamplersPickWasIsUnknown() {
        bench.builder().strategy(new Sampler()).listener(new Notes());
        ModelRouter router = bench.router();
        router.route(goal("sampler")).close();
        router.hold("a");
        router.route(goal("sampler")).close();

        assertThat(heard.get(0)).endsWith(" NaN");
        assertThat(heard.get(1)).as("there was nothing to sample").isEqualTo("b 1.0");
    }

    @Test
    void aSamplerAroundAnotherOneIsOneToo() {
        RoutingStrategy sampler = new Sampler();
        RoutingStrategy around = RoutingStrategy.around(
                "x", sampler, sampler.scorer(), Picker.best().withFloor(.1));

        assertThat(around.exactProbabilities()).isFalse();
        assertThat(around.name()).isEqualTo("x");
    }

    @Test
    void theSameSeedGivesASamplerTheSameNumbersAndEachDecisionOthers() {
        assertThat(samples(1)).isEqualTo(samples(1)).isNotEqualTo(samples(2)).doesNotHaveDuplicates();
    }

    private static List<Double> samples(long seed) {
        List<Double> seen = new ArrayList<>();
        Bench bench = Bench.of("a", "b");
        bench.builder().seed(seed).listener(new RouterListener() {
            @Override
            public void decided(MadeDecision decision, Attempt attempt) {
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

    @Test
    void aDecisionKnowsWhenItIsMade() {
        List<Long> seen = new ArrayList<>();
        bench.builder().listener(new RouterListener() {
            @Override
            public void decided(MadeDecision decision, Attempt attempt) {
                seen.add(decision.nowNanos());
            }
        });
        ModelRouter router = bench.router();
        long first = bench.clock.nanos();
        bench.call(router);
        bench.clock.passSeconds(7);
        long second = bench.clock.nanos();
        bench.call(router);

        assertThat(seen).containsExactly(first, second);
    }

    @Test
    void aSecondStrategyWeighsTheSameCandidatesAndDecidesNothing() {
        ModelRouter router = pair(RoutingStrategy.of(
                "weights",
                (decision, scores) -> System.arraycopy(new double[] {1, 3}, 0, scores, 0, 2),
                Picker.weighted()));
        bench.call(router);
        router.hold("a");
        bench.call(router);

        assertThat(heard).containsExactly("a 1.0", "weights [0.25, 0.75]", "b 1.0");
    }

    @Test
    void aSecondStrategySeesItsOwnState() {
        ModelRouter router = pair(COUNTING);
        bench.call(router);
        bench.call(router);

        assertThat(heard).containsExactly("a 1.0", "counting [0.5, 0.5]", "a 1.0", "counting [1.0, 0.0]");
    }

    @Test
    void aSecondStrategyIsNotAskedOfTrialsNorInPanic() {
        bench.breaks("a", FailureKind.SERVER_ERROR).breaks("b", FailureKind.SERVER_ERROR);
        ModelRouter router = pair(COUNTING);
        for (int i = 0; i < 3; i++) {
            router.route(RouteRequest.ANY).fail(dev.pointsman.model.Failure.of(FailureKind.SERVER_ERROR, "down"));
        }
        router.hold("b");
        heard.clear();
        router.route(RouteRequest.ANY).close(); // panic
        router.reset("b");
        bench.clock.passSeconds(10);
        router.route(RouteRequest.ANY).close(); // the trial of a

        assertThat(heard).containsExactly("a 1.0", "a 1.0");
    }

    @Test
    void aSecondStrategyThatThrowsDisturbsNobody() {
        ModelRouter router = pair(RoutingStrategy.of(
                "broken",
                (decision, scores) -> {
                    throw new IllegalStateException("broken");
                },
                Picker.best()));

        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(heard).containsExactly("a 1.0", "a 1.0");
    }

    @Test
    void aSecondStrategyIsNotAskedWhereNobodyListens() {
        List<@Nullable String> asked = new ArrayList<>();
        bench.builder()
                .strategy(new Pair(
                        Bench.ORDERED,
                        RoutingStrategy.of("seen", (decision, scores) -> asked.add("seen"), Picker.best())));
        bench.call(bench.router(), goal("pair"));

        assertThat(asked).isEmpty();
    }

    @Test
    void aStrategyAroundOneWithAShadowKeepsIt() {
        Pair pair = new Pair(Bench.ORDERED, COUNTING);

        assertThat(RoutingStrategy.around("x", pair, pair.scorer(), pair.picker())
                        .shadow())
                .isSameAs(COUNTING);
    }

    private ModelRouter pair(RoutingStrategy second) {
        bench.builder().strategy(new Pair(Bench.ORDERED, second)).listener(new Notes());
        return bench.router(Pool.of("pool", "a", "b").withGoal(Goal.of("pair")));
    }

    private static RouteRequest goal(String name) {
        return RouteRequest.builder().goal(Goal.of(name)).build();
    }
}
