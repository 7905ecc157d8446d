package dev.pointsman.router;

import static dev.pointsman.router.RouterFixture.goal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A second strategy that is asked beside the one that decides. */
class ShadowStrategiesTest {
    private final RouterFixture bench = RouterFixture.of("a", "b");
    private final DecisionNotes notes = new DecisionNotes();

    @Test
    void aSecondStrategyWeighsTheSameCandidatesAndDecidesNothing() {
        ModelRouter router = pair(RoutingStrategy.of("weights", GivenScores.of(1, 3), Picker.weighted()));
        bench.call(router);
        router.operations().forceOpen("a");
        bench.call(router);

        assertThat(notes.heard).containsExactly("a 1.0", "weights [0.25, 0.75]", "b 1.0");
    }

    @Test
    void aSecondStrategySeesItsOwnState() {
        ModelRouter router = pair(Counting.MOST);
        bench.call(router);
        bench.call(router);

        assertThat(notes.heard).containsExactly("a 1.0", "counting [0.5, 0.5]", "a 1.0", "counting [1.0, 0.0]");
    }

    @Test
    void aSecondStrategyIsNotAskedOfTrialsNorInPanic() {
        bench.breaks("a", FailureKind.SERVER_ERROR).breaks("b", FailureKind.SERVER_ERROR);
        ModelRouter router = pair(Counting.MOST);
        for (int i = 0; i < 3; i++) {
            router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.SERVER_ERROR, "down"));
        }
        router.operations().forceOpen("b");
        notes.heard.clear();
        router.route(RouteRequest.ANY).close(); // panic
        router.operations().reset("b");
        bench.clock.passSeconds(10);
        router.route(RouteRequest.ANY).close(); // the trial of a

        assertThat(notes.heard).containsExactly("a 1.0", "a 1.0");
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
        assertThat(notes.heard).containsExactly("a 1.0", "a 1.0");
    }

    @Test
    void aSecondStrategyIsNotAskedWhereNobodyListens() {
        List<@Nullable String> asked = new ArrayList<>();
        bench.builder()
                .strategy(new Pair(
                        RouterFixture.ORDERED,
                        RoutingStrategy.of("seen", (decision, scores) -> asked.add("seen"), Picker.best())));
        bench.call(bench.router(), goal("pair"));

        assertThat(asked).isEmpty();
    }

    private ModelRouter pair(RoutingStrategy second) {
        bench.builder().strategy(new Pair(RouterFixture.ORDERED, second)).listener(notes);
        return bench.router(Pool.of("pool", "a", "b").withGoal(Goal.of("pair")));
    }
}
