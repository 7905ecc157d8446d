package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewModelTest {
  private static final double JOINS = 600;

  @Test
  void aNewModelAsGoodAsTheOthersGetsItsShareWithinMinutes() {
    List<DecisionRecord> after = decisionsAfterJoining(new LogNormal(.5, .2), new LogNormal(.02, .1));
    double share = share(after, 300, 600);
    assertThat(share).isBetween(.15, .40); // even would be a quarter
  }

  @Test
  void aNewModelIsTriedWithinSeconds() {
    List<DecisionRecord> after = decisionsAfterJoining(new LogNormal(.5, .2), new LogNormal(.02, .1));
    assertThat(share(after, 0, 5)).isGreaterThan(0);
  }

  @Test
  void noHerdRunsToANewModel() {
    List<DecisionRecord> after = decisionsAfterJoining(new LogNormal(.5, .2), new LogNormal(.02, .1));
    assertThat(share(after, 0, 5)).isLessThan(.5);
    assertThat(share(after, 0, 30)).isLessThan(.5);
  }

  @Test
  void aNewModelThatIsSlowCostsFewCalls() {
    List<DecisionRecord> after = decisionsAfterJoining(new LogNormal(5, .2), new LogNormal(.2, .1));
    assertThat(share(after, 0, 60)).isLessThan(.05);
    assertThat(share(after, 60, 600)).isLessThan(.01);
  }

  @Test
  void aNewModelThatIsFarBetterGetsNearlyEverything() {
    List<DecisionRecord> after = decisionsAfterJoining(new LogNormal(.1, .2), new LogNormal(.004, .1));
    assertThat(share(after, 120, 600)).isGreaterThan(.9);
  }

  private static double share(List<DecisionRecord> decisions, double from, double until) {
    List<DecisionRecord> within =
        decisions.stream()
            .filter(d -> d.seconds() >= JOINS + from && d.seconds() < JOINS + until)
            .toList();
    return (double) within.stream().filter(d -> d.model().equals("new")).count() / within.size();
  }

  private static List<DecisionRecord> decisionsAfterJoining(LogNormal ttft, LogNormal tpot) {
    List<ProviderSpec> providers =
        List.of(
            ProviderSpec.builder("a").build(),
            ProviderSpec.builder("b").build(),
            ProviderSpec.builder("c").build(),
            ProviderSpec.builder("new").ttft(ttft).tpot(tpot).joinsAt(JOINS).build());
    World world =
        new World("cold start", providers, FittedTraffic.CONVERSATIONS, 2 * JOINS, 1, null);
    List<DecisionRecord> after = new ArrayList<>();
    Simulation.of(world, 1)
        .run(
            Strategies.named("speed"),
            decision -> {
              if (decision.seconds() >= JOINS && decision.attempt() == 0) {
                after.add(decision);
              }
            });
    return after;
  }
}
