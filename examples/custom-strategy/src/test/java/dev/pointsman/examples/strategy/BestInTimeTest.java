package dev.pointsman.examples.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.replay.simulator.Simulation;
import dev.pointsman.replay.simulator.SimulationResult;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.FakeCandidate;
import dev.pointsman.testkit.FakeDecision;
import org.junit.jupiter.api.Test;

class BestInTimeTest {
    private final FakeCandidate good = FakeCandidate.of(
                    Model.builder("good", "p").quality(1).build())
            .withTpot(.02)
            .withOutputTokens(200);
    private final FakeCandidate fast = FakeCandidate.of(
                    Model.builder("fast", "p").quality(.8).build())
            .withTpot(.005)
            .withOutputTokens(200)
            .withOrder(1);

    @Test
    void theBestModelInTimeIsPicked() {
        assertThat(probabilities(good.withTtft(1), fast.withTtft(1))).containsExactly(1, 0);
    }

    @Test
    void aModelThatWouldBeLateIsLeft() {
        assertThat(probabilities(good.withTtft(7), fast.withTtft(1))).containsExactly(0, 1);
    }

    @Test
    void theFastestIsPickedIfAllWouldBeLate() {
        assertThat(probabilities(good.withTtft(20), fast.withTtft(30))).containsExactly(1, 0);
    }

    @Test
    void aRouterFindsItByItsName() throws Exception {
        ModelRouter router = ModelRouter.builder()
                .model(Model.builder("fast", "p").quality(.8).build())
                .model(Model.builder("good", "p").quality(1).build())
                .pool(Pool.of("chat", "fast", "good"))
                .build();
        RouteRequest request =
                RouteRequest.builder().goal(Goal.of(BestInTime.NAME)).build();
        assertThat(router.call(request, attempt -> attempt.model().id()).value())
                .isEqualTo("good");
    }

    @Test
    void inTheSimulatorItKeepsToTheGoodModelAndLeavesItWhileItIsSlow() {
        Simulation simulation = Simulation.of(EveningWorld.create(), 1);
        SimulationResult mine = simulation.run(new BestInTime());
        SimulationResult ordered = simulation.run(CustomStrategyExample.strategy("ordered"));
        SimulationResult speed = simulation.run(CustomStrategyExample.strategy("speed"));
        assertThat(mine.shares().get(EveningWorld.GOOD)).isBetween(.5, .8);
        assertThat(speed.shares().getOrDefault(EveningWorld.GOOD, 0.0)).isLessThan(.1);
        assertThat(mine.p99Latency()).isLessThan(ordered.p99Latency() / 2);
        assertThat(mine.failureRate()).isLessThan(.001);
    }

    private static double[] probabilities(FakeCandidate... candidates) {
        return FakeDecision.among(candidates).probabilitiesOf(new BestInTime());
    }
}
