package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.internal.UnknownNameException;
import dev.pointsman.trace.ModelSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolChangesTest {
    private static final Goal ORDERED = Goal.of("ordered");

    @Test
    void aModelThatStaysKeepsWhatItLearned() {
        RouterFixture bench = RouterFixture.of("a", "b").breaks("a", FailureKind.SERVER_ERROR);
        ModelRouter router = bench.router();
        for (int i = 0; i < 3; i++) {
            bench.call(router);
        }
        ModelSnapshot before = RouterFixture.snapshot(router, "a");
        router.operations()
                .replace(
                        List.of(
                                RouterFixture.model("c"),
                                Model.builder("a", "p-a").quality(.5).build()),
                        List.of(pool("other", "c", "a")));

        assertThat(RouterFixture.snapshot(router, "a").statistics()).isEqualTo(before.statistics());
        assertThat(RouterFixture.snapshot(router, "a").breaker()).isEqualTo(before.breaker());
        assertThat(router.operations().models()).extracting(Model::id).containsExactly("c", "a");
        assertThat(router.operations().pools()).extracting(Pool::name).containsExactly("other");
        assertThat(bench.call(router)).isEqualTo("c");
    }

    @Test
    void anotherDeploymentUnderTheSameIdBeginsAnew() {
        Model a = Model.builder("a", "p").name("n").region("eu").build();
        List<Model> others = List.of(
                Model.builder("a", "q").name("n").region("eu").build(),
                Model.builder("a", "p").name("m").region("eu").build(),
                Model.builder("a", "p").name("n").region("us").build(),
                Model.builder("a", "p").name("n").build(),
                Model.builder("a", "p")
                        .name("n")
                        .region("eu")
                        .operations(Set.of(Operation.values()))
                        .build());
        for (Model other : others) {
            RouterFixture bench = new RouterFixture().model(a);
            ModelRouter router = bench.router();
            bench.call(router);
            router.operations().replace(List.of(other), List.of(pool("pool", "a")));
            assertThat(RouterFixture.snapshot(router, "a").statistics().successes())
                    .as(other.toString())
                    .isZero();
        }
    }

    @Test
    void aNewPriceCountsForTheNextCall() {
        List<Double> costs = new ArrayList<>();
        RouterFixture bench = new RouterFixture()
                .model(Model.builder("a", "p").price(Pricing.of(1, 1)).build());
        bench.builder().listener(new RouterListener() {
            @Override
            public ModelListener model(Model model, Operation operation) {
                return new ModelListener() {
                    @Override
                    public void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {
                        costs.add(cost);
                    }
                };
            }
        });
        ModelRouter router = bench.router();
        router.route(RouteRequest.ANY).succeed(Usage.of(1_000_000, 0));
        router.operations()
                .replace(List.of(Model.builder("a", "p").price(Pricing.of(7, 7)).build()), List.of(pool("pool", "a")));
        router.route(RouteRequest.ANY).succeed(Usage.of(1_000_000, 0));

        assertThat(costs).containsExactly(1.0, 7.0);
    }

    @Test
    void aCallUnderWayEndsWhereItBegan() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        Attempt attempt = router.route(RouteRequest.ANY);
        router.operations().putPool(pool("pool", "b", "a"));
        assertThat(RouterFixture.snapshot(router, "a").statistics().inFlight()).isEqualTo(1);
        attempt.fail(Failure.of(FailureKind.TIMEOUT, "late"));

        assertThat(RouterFixture.snapshot(router, "a").statistics().inFlight()).isZero();
        assertThat(RouterFixture.snapshot(router, "a").statistics().failures()).isEqualTo(1);
        assertThat(bench.call(router)).isEqualTo("b");
    }

    @Test
    void aPoolPutInKeepsTheOthersAndTheDefault() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        router.operations().putPool(pool("second", "b"));

        assertThat(router.operations().pools()).extracting(Pool::name).containsExactly("pool", "second");
        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(bench.call(router, RouteRequest.toPool("second")).value()).isEqualTo("b");
        assertThat(bench.call(router, RouteRequest.toPool("second")).trace().pool())
                .isEqualTo("second");
    }

    @Test
    void statisticsBelongToTheModelWhateverPoolItStandsIn() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        router.operations().putPool(pool("second", "a"));
        bench.breaks("a", FailureKind.SERVER_ERROR);
        for (int i = 0; i < 3; i++) {
            bench.call(router);
        }
        assertThat(router.operations().exclusions(RouteRequest.toPool("second")))
                .hasSize(1);
    }

    @Test
    void aChangeThatMakesNoSenseChangesNothing() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();

        assertThatThrownBy(() -> router.operations().putPool(pool("second", "x")))
                .isInstanceOf(UnknownNameException.class)
                .hasMessage("pool second: model: x (expected: one of a, b)");
        assertThatThrownBy(
                        () -> router.operations().putPool(Pool.of("second", "a").withGoal(Goal.of("random"))))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageMatching("goal: random \\(expected: one of even, .*ordered.*\\)");
        assertThatThrownBy(() -> router.operations()
                        .replace(
                                List.of(RouterFixture.model("a"), RouterFixture.model("a")),
                                List.of(pool("pool", "a"))))
                .hasMessageContaining("model a: two models have this id");
        assertThatThrownBy(() -> router.operations()
                        .replace(List.of(RouterFixture.model("a")), List.of(pool("pool", "a"), pool("pool", "a"))))
                .hasMessageContaining("pool pool: two pools have this name");
        assertThat(router.operations().pools()).hasSize(1);
        assertThat(bench.call(router)).isEqualTo("a");
    }

    @Test
    void anUnknownPoolGoalOrModelIsToldTheKnownOnes() {
        RouterFixture bench = RouterFixture.of("b", "a");
        ModelRouter router = bench.router();

        assertThatThrownBy(() -> bench.call(router, RouteRequest.toPool("x")))
                .isInstanceOf(UnknownNameException.class)
                .hasMessage("pool: x (expected: one of pool)");
        assertThatThrownBy(() -> bench.call(
                        router, RouteRequest.builder().goal(Goal.of("random")).build()))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageStartingWith("goal: random (expected: one of even, ");
        assertThatThrownBy(() -> router.operations().forceOpen("x")).hasMessage("model: x (expected: one of a, b)");
    }

    @Test
    void aPoolThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Pool.of(" ", "a")).hasMessageContaining("pool: \" \"");
        assertThatThrownBy(() -> Pool.of("pool")).hasMessageContaining("pool pool: [] (expected: at least one model)");
        assertThatThrownBy(() -> Pool.of("pool", "a").withTier(Tier.FALLBACK, "a"))
                .hasMessageContaining("pool pool: a (expected: each model once)");
        assertThatThrownBy(() -> ModelRouter.builder().build()).hasMessageContaining("pools: []");
    }

    private static Pool pool(String name, String... models) {
        return Pool.of(name, models).withGoal(ORDERED);
    }
}
