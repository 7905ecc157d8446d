package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoalsTest {
  private static final long SEED = 1;

  @ParameterizedTest
  @CsvSource({"speed, linear-speed", "balanced, linear-balanced", "cost, linear-cost"})
  void aGoalIsNeverBeatenOnBothCostAndLatencyByItsLinearNamesake(String goal, String linear) {
    for (World world : Worlds.all(FittedTraffic.CONVERSATIONS)) {
      for (int routers : new int[] {1, 8}) {
        Simulation simulation = Simulation.of(world.withRouters(routers), SEED);
        SimulationResult ours = simulation.run(Strategies.named(goal));
        SimulationResult theirs = simulation.run(Strategies.named(linear));
        assertThat(
                theirs.loss() < ours.loss() && theirs.costPerCall() < ours.costPerCall())
            .as(
                "%s, %d routers: %s %.3f s, %.4f USD per 1000 calls; %s %.3f s, %.4f USD",
                world.name(),
                routers,
                goal,
                ours.loss(),
                1000 * ours.costPerCall(),
                linear,
                theirs.loss(),
                1000 * theirs.costPerCall())
            .isFalse();
      }
    }
  }

  /** All worlds in which the cheapest model can take every call. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void costSpendsAtMostThreePercentMoreThanTheCheapestModelThatIsUp(int number) {
    World world = Worlds.all(FittedTraffic.CONVERSATIONS).get(number);
    for (int routers : new int[] {1, 8}) {
      Simulation simulation = Simulation.of(world.withRouters(routers), SEED);
      double cost = simulation.run(Strategies.named("cost")).costPerCall();
      double cheapest = simulation.run(Strategies.cheapest()).costPerCall();
      assertThat(cost / cheapest).as("%s, %d routers", world.name(), routers).isBetween(.95, 1.03);
    }
  }
}
