package dev.pointsman.router;

import static dev.pointsman.router.RouterFixture.goal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;
import dev.pointsman.strategy.StatefulStrategy;
import org.junit.jupiter.api.Test;

/** State of stateful strategies per model, its start and its lifetime. */
class StatefulStrategiesTest {
    private static final String[] IDS = {"a", "b", "c", "d"};

    @Test
    void aStatefulStrategyRemembersEachModelApart() {
        RouterFixture bench = RouterFixture.of(IDS).breaks("a", FailureKind.SERVER_ERROR);
        bench.builder().strategy(Counting.LEAST);
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
        RouterFixture bench = RouterFixture.of("a", "b");
        bench.builder().strategy(Counting.LEAST);
        Pool pool = Pool.of("pool", "a", "b").withGoal(Goal.of("counting"));
        ModelRouter router = bench.router(pool);
        String first = bench.call(router);
        router.operations().putPool(pool.withTier(Tier.FALLBACK));

        assertThat(bench.call(router)).isNotEqualTo(first);
    }

    @Test
    void nothingIsRememberedForAStrategyThatNobodyHasNamed() {
        RouterFixture bench = RouterFixture.of("a", "b");
        DecisionNotes notes = new DecisionNotes();
        bench.builder().strategy(Counting.MOST).listener(notes);
        ModelRouter router = bench.router();
        for (int i = 0; i < 3; i++) {
            bench.call(router); // always at a
        }
        router.route(goal("counting")).close();
        bench.call(router);
        router.route(goal("counting")).close();

        assertThat(notes.heard.get(3)).as("both have shown nothing").endsWith(" 0.5");
        assertThat(notes.heard.get(5))
                .as("named once, it learns from all calls")
                .isEqualTo("a 1.0");
    }

    @Test
    void theGoalOfAPoolLearnsFromItsFirstCall() {
        RouterFixture bench = RouterFixture.of("a", "b");
        DecisionNotes notes = new DecisionNotes();
        bench.builder().strategy(Counting.MOST).listener(notes);
        ModelRouter router = bench.router(Pool.of("pool", "a", "b").withGoal(Goal.of("counting")));
        String first = bench.call(router);
        bench.call(router);

        assertThat(notes.heard).containsExactly(first + " 0.5", first + " 1.0");
    }

    @Test
    void aStepThatThrowsTakesNobodysAnswerAway() {
        RouterFixture bench = RouterFixture.of("a");
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
            public String step(String state, AttemptOutcome outcome, long nowNanos) {
                throw new IllegalStateException("broken");
            }
        });
        ModelRouter router = bench.router();

        assertThat(bench.call(router, goal("broken")).value()).isEqualTo("a");
        assertThat(RouterFixture.snapshot(router, "a").statistics().successes()).isEqualTo(1);
    }

    @Test
    void aStrategyWithoutMemoryHasNoState() {
        RouterFixture bench = RouterFixture.of(IDS);
        bench.builder()
                .strategy(RoutingStrategy.of(
                        "curious", (decision, scores) -> decision.candidate(0).state(String.class), Picker.best()));
        ModelRouter router = bench.router();

        assertThatThrownBy(() -> bench.call(router, goal("curious"))).isInstanceOf(IllegalStateException.class);
        assertThat(bench.call(router)).as("the next decision is none the worse").isEqualTo("a");
    }
}
