package dev.pointsman.router;

import static dev.pointsman.router.RouterFixture.goal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Goal;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import org.junit.jupiter.api.Test;

/** Properties that a wrapping strategy takes from the wrapped one. */
class WrappingStrategyTest {
    private final RouterFixture bench = RouterFixture.of("a", "b");

    @Test
    void aStrategyAroundAStatefulOneSeesItsState() {
        bench.builder()
                .strategy(RoutingStrategy.wrapping(
                        "contrary",
                        Counting.MOST,
                        (decision, scores) -> {
                            Counting.MOST.scorer().score(decision, scores);
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
                .strategy(Counting.MOST)
                .goal("floored", RoutingStrategy.wrapping("x", Counting.MOST, Counting.MOST.scorer(), Picker.best()));
        ModelRouter router = bench.router();
        String first = bench.call(router, goal("counting")).value();
        for (int i = 0; i < 5; i++) {
            assertThat(bench.call(router, goal("floored")).value()).isEqualTo(first);
        }
    }

    @Test
    void aSamplerAroundAnotherOneIsOneToo() {
        RoutingStrategy sampler = new Sampler();
        RoutingStrategy wrapping = RoutingStrategy.wrapping(
                "x", sampler, sampler.scorer(), Picker.best().withFloor(.1));

        assertThat(wrapping.exactProbabilities()).isFalse();
        assertThat(wrapping.name()).isEqualTo("x");
    }

    @Test
    void aStrategyAroundOneWithAShadowKeepsIt() {
        Pair pair = new Pair(RouterFixture.ORDERED, Counting.MOST);

        assertThat(RoutingStrategy.wrapping("x", pair, pair.scorer(), pair.picker())
                        .shadow())
                .isSameAs(Counting.MOST);
    }
}
