package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.strategy.RoutingStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoalsTest {
    private static final int SEEDS = 2;

    @ParameterizedTest
    @CsvSource({"speed, linear-speed", "balanced, linear-balanced", "cost, linear-cost"})
    void aGoalIsNeverBeatenOnBothCostAndLatencyByItsLinearNamesake(String goal, String linear) {
        for (World world : Worlds.all(Traffic.conversations())) {
            double[] ours = lossAndCost(world, Strategies.named(goal));
            double[] theirs = lossAndCost(world, Strategies.named(linear));
            assertThat(theirs[0] < ours[0] && theirs[1] < ours[1])
                    .as(
                            "%s: %s %.4f s, %.4f USD per 1000 calls; %s %.4f s, %.4f USD",
                            world.name(), goal, ours[0], ours[1], linear, theirs[0], theirs[1])
                    .isFalse();
        }
    }

    /** All worlds in which the cheapest model can take every call. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void costSpendsAtMostThreePercentMoreThanTheCheapestModelThatIsUp(int number) {
        World world = Worlds.all(Traffic.conversations()).get(number);
        for (int routers : new int[] {1, 8}) {
            Simulation simulation = Simulation.of(world.withRouters(routers), 1);
            double cost = simulation.run(Strategies.named("cost")).costPerCall();
            double cheapest = simulation.run(Strategies.cheapest()).costPerCall();
            assertThat(cost / cheapest)
                    .as("%s, %d routers", world.name(), routers)
                    .isBetween(.95, 1.03);
        }
    }

    /** Means over the seeds: near equals are told apart by luck. */
    private static double[] lossAndCost(World world, RoutingStrategy strategy) {
        double[] means = new double[2];
        for (int seed = 1; seed <= SEEDS; seed++) {
            SimulationResult result = Simulation.of(world, seed).run(strategy);
            means[0] += result.loss() / SEEDS;
            means[1] += 1000 * result.costPerCall() / SEEDS;
        }
        return means;
    }
}
