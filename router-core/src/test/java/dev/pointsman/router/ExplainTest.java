package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.Explanation;
import dev.pointsman.trace.Explanation.Standing;
import dev.pointsman.trace.PoolSnapshot;
import dev.pointsman.trace.RoutingDecision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainTest {
    private static final RoutingStrategy SOFT =
            RoutingStrategy.of("soft", RouterFixture.ORDERED.scorer(), Picker.softmax(2));

    @Test
    void anExplanationHasTheProbabilitiesOfTheDecisionThatFollows() {
        RouterFixture bench = RouterFixture.of("a", "b", "c");
        List<double[]> decided = new ArrayList<>();
        bench.builder().strategy(SOFT).listener(new RouterListener() {
            @Override
            public void decided(RoutingDecision decision, Attempt attempt) {
                decided.add(new double[] {decision.probability(0), decision.probability(1), decision.probability(2)});
            }
        });
        ModelRouter router = bench.router(Pool.of("pool", "a", "b", "c").withGoal(Goal.of("soft")));
        for (int i = 0; i < 20; i++) {
            Explanation said = router.operations().explain(RouteRequest.ANY);
            bench.call(router);
            assertThat(said.kind()).isEqualTo(DecisionKind.CHOICE);
            assertThat(said.strategy()).isEqualTo("soft");
            assertThat(said.standings()).extracting(Standing::probability).containsExactly(box(decided.get(i)));
        }
    }

    @Test
    void anExplanationTakesNothing() {
        RouterFixture bench = RouterFixture.of("a", "b").breaks("a", FailureKind.SERVER_ERROR);
        ModelRouter router = bench.router();
        for (int i = 0; i < 3; i++) {
            bench.call(router);
        }
        assertThat(router.operations().explain(RouteRequest.ANY).exclusions())
                .extracting(Exclusion::model, Exclusion::reason)
                .containsExactly(tuple("a", Reason.OPEN));
        bench.clock.passSeconds(60);
        for (int i = 0; i < 3; i++) { // the trial is still there
            Explanation said = router.operations().explain(RouteRequest.ANY);
            assertThat(said.kind()).isEqualTo(DecisionKind.TRIAL);
            assertThat(said.standings()).extracting(Standing::probability).containsExactly(1., 0.);
        }
        bench.heals("a");
        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(router.operations().snapshot())
                .allSatisfy(each -> assertThat(each.statistics().inFlight()).isZero());
    }

    @Test
    void whenEverybodyIsBlockedItTellsWhoWouldBeTriedInPanic() {
        RouterFixture bench =
                RouterFixture.of("a", "b").breaks("a", FailureKind.SERVER_ERROR).breaks("b", FailureKind.SERVER_ERROR);
        ModelRouter router = bench.router();
        for (int i = 0; i < 4; i++) {
            assertThat(catchThrowable(() -> bench.call(router))).isInstanceOf(ModelsExhaustedException.class);
        }
        Explanation said = router.operations().explain(RouteRequest.ANY);
        assertThat(said.kind()).isEqualTo(DecisionKind.PANIC);
        assertThat(said.standings())
                .extracting(standing -> standing.model().id())
                .as("the one that was asked longest ago")
                .containsExactly("a");
        assertThat(said.exclusions())
                .extracting(Exclusion::model, Exclusion::reason)
                .containsExactly(tuple("b", Reason.OPEN));
        router.operations().forceOpen("a");
        router.operations().forceOpen("b");
        assertThat(router.operations().explain(RouteRequest.ANY).standings()).isEmpty();
        assertThat(router.operations().explain(RouteRequest.ANY).exclusions()).hasSize(2);
    }

    @Test
    void aGoalReplacedWhileRunningServesTheNextCall() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        assertThat(bench.call(router)).isEqualTo("a");
        router.operations()
                .putGoal(
                        "ordered",
                        RoutingStrategy.of(
                                "reversed",
                                (decision, scores) -> {
                                    for (int i = 0; i < decision.size(); i++) {
                                        scores[i] = decision.candidate(i).order();
                                    }
                                },
                                Picker.best()));
        assertThat(bench.call(router)).isEqualTo("b");
        assertThat(router.operations().explain(RouteRequest.ANY).strategy()).isEqualTo("reversed");
        PoolSnapshot pool = router.operations().poolSnapshots().get(0);
        assertThat(pool.retriesLeft())
                .as("a fifth of two calls is left after the change")
                .isBetween(10.38, 10.4);
        assertThat(pool.hedgesLeft()).isZero();
        assertThat(pool.waiting()).isZero();
    }

    private static Double[] box(double[] values) {
        return new Double[] {values[0], values[1], values[2]};
    }
}
