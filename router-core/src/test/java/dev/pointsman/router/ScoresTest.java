package dev.pointsman.router;

import static dev.pointsman.router.RouterFixture.goal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import org.junit.jupiter.api.Test;

/** Choice of a model by the scores of a plugin, including invalid ones. */
class ScoresTest {
    private static final String[] IDS = {"a", "b", "c", "d"};

    @Test
    void aPluginIsFoundByTheServiceLoaderAndItsNameIsAGoal() {
        RouterFixture bench = RouterFixture.of("b", "a");
        ModelRouter router = bench.router();

        assertThat(router.operations().goals()).contains("first-letter");
        assertThat(bench.call(router, goal("first-letter")).value()).isEqualTo("a");
        assertThat(bench.call(router)).isEqualTo("b");
    }

    @Test
    void aScoreThatIsNoNumberLosesToAnyThatIs() {
        RouterFixture bench = RouterFixture.of(IDS);
        bench.builder().strategy(scored(Double.NaN, -1e300, Double.NaN, Double.NEGATIVE_INFINITY));
        ModelRouter router = bench.router();
        for (int i = 0; i < 20; i++) {
            assertThat(bench.call(router, goal("scored")).value()).isEqualTo("b");
        }
    }

    @Test
    void whenNoScoreIsANumberAnyModelServes() {
        RouterFixture bench = RouterFixture.of(IDS);
        bench.builder().strategy(scored(Double.NaN, Double.NaN, Double.NaN, Double.NaN));

        assertThat(bench.call(bench.router(), goal("scored")).value()).isIn((Object[]) IDS);
    }

    @Test
    void whatAScorerForgetsIsNotTheLastDecisions() {
        RouterFixture bench = RouterFixture.of(IDS);
        bench.builder()
                .strategy(scored(1, 2, 3, 9))
                .strategy(RoutingStrategy.of("forgetful", (decision, scores) -> scores[1] = -5, Picker.best()));
        ModelRouter router = bench.router();
        bench.call(router, goal("scored"));

        assertThat(bench.call(router, goal("forgetful")).value()).isEqualTo("b");
    }

    private static RoutingStrategy scored(double... values) {
        return RoutingStrategy.of("scored", GivenScores.of(values), Picker.best());
    }
}
