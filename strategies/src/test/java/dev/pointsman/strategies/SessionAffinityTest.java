package dev.pointsman.strategies;

import static dev.pointsman.strategies.States.shown;
import static dev.pointsman.strategies.States.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.StatefulStrategy;
import dev.pointsman.testkit.FakeCandidate;
import dev.pointsman.testkit.FakeDecision;
import dev.pointsman.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionAffinityTest {
    private static final RoutingStrategy SPEED = WeightedStrategy.of("speed", GoalWeights.SPEED);
    private static final RoutingStrategy STICKY = SessionAffinity.wrapping("sticky", SPEED);

    private final FakeCandidate slow = FakeCandidate.named("slow").withTtft(3);
    private final FakeCandidate fast = FakeCandidate.named("fast").withTtft(.1);
    private final FakeCandidate other = FakeCandidate.named("other").withTtft(1);
    private final FakeDecision decision = FakeDecision.among(fast, slow, other);

    @Test
    void aSessionStaysWhereItWas() {
        assertThat(decision.withPreviousModel("slow").probabilitiesOf(STICKY)).containsExactly(0, 1, 0);
    }

    @Test
    void withoutAPreviousModelTheInnerStrategyDecides() {
        double[] inner = decision.probabilitiesOf(SPEED);

        assertThat(decision.probabilitiesOf(STICKY)).containsExactly(inner);
        assertThat(decision.withPreviousModel("gone").probabilitiesOf(STICKY))
                .as("its model is no candidate any more")
                .containsExactly(inner);
    }

    @Test
    void aModelWhereTheCallWouldWaitLongerThanItTakesIsLeft() {
        FakeDecision session = decision.withPreviousModel("slow");
        slow.withCapacity(4).withInFlight(7);
        assertThat(session.probabilitiesOf(STICKY)[1]).isEqualTo(1);
        slow.withInFlight(8);
        assertThat(session.probabilitiesOf(STICKY)).containsExactly(session.probabilitiesOf(SPEED));
    }

    @ParameterizedTest
    @MethodSource("inners")
    void itWorksAroundAnyOther(RoutingStrategy inner) {
        RoutingStrategy around = SessionAffinity.wrapping("mine", inner);
        if (inner.stateOwner() instanceof StatefulStrategy<?> stateful) {
            teach(stateful, fast, slow, other);
        }
        assertThat(decision.probabilitiesOf(around)).containsExactly(decision.probabilitiesOf(inner));
        assertThat(decision.withPreviousModel("other").probabilitiesOf(around)).containsExactly(0, 0, 1);
        assertThat(around.stateOwner()).isSameAs(inner.stateOwner());
        assertThat(around.exactProbabilities()).isEqualTo(inner.exactProbabilities());
    }

    private static <S> void teach(StatefulStrategy<S> strategy, FakeCandidate... candidates) {
        for (FakeCandidate candidate : candidates) {
            S state = strategy.initialState(candidate.model());
            candidate.withState(strategy.step(state, success(candidate.ttft()), 0));
        }
    }

    static Iterable<RoutingStrategy> inners() {
        return new BuiltInStrategies().strategies();
    }

    @Test
    void aStatefulInnerSeesItsOwnState() {
        LowestLatency inner = new LowestLatency();
        RoutingStrategy around = SessionAffinity.wrapping("mine", inner);
        FakeDecision session = FakeDecision.among(shown(inner, "a", 0, success(2)), shown(inner, "b", 0, success(1)));

        assertThat(session.probabilitiesOf(around)).containsExactly(0, 1);
        assertThat(session.withPreviousModel("a").probabilitiesOf(around)).containsExactly(1, 0);
    }

    @Test
    void aSessionMovesWithTheModelThatServedIt() {
        ModelRouter router = ModelRouter.builder()
                .clock(ManualClock.at(-1))
                .seed(1)
                .strategy(SessionAffinity.wrapping("mine", PlainStrategies.ordered()))
                .model(Model.builder("a", "p").build())
                .model(Model.builder("b", "q").build())
                .pool(Pool.of("pool", "a", "b").withGoal(Goal.of("mine")))
                .build();
        RouteRequest session = RouteRequest.builder().session("s").build();

        assertThat(served(router, session)).isEqualTo("a");
        router.operations().forceOpen("a");
        assertThat(served(router, session)).isEqualTo("b");
        router.operations().reset("a");
        assertThat(served(router, session)).as("though a is back").isEqualTo("b");
        assertThat(served(router, RouteRequest.ANY)).isEqualTo("a");
    }

    private static String served(ModelRouter router, RouteRequest request) {
        return router.call(request, attempt -> attempt.model().id()).value();
    }

    @Test
    void aBlankNameIsRefused() {
        assertThatThrownBy(() -> SessionAffinity.wrapping(" ", SPEED)).hasMessage("name: \" \" (expected: not blank)");
    }
}
