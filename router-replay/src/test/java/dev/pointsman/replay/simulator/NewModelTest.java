package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewModelTest {
    private static final double JOINS = 600;
    private static final int SEEDS = 8;

    @Test
    void aNewModelAsGoodAsTheOthersGetsItsFairShare() {
        // One run swings round the even share, for near equals are told apart by luck.
        assertThat(share(decisionsAfterJoining(.5, .02), 60, 600)).isBetween(.15, .40);
    }

    @Test
    void aNewModelIsTriedWithinSeconds() {
        assertThat(share(decisionsAfterJoining(.5, .02), 0, 5)).isGreaterThan(0);
    }

    @Test
    void noHerdRunsToANewModel() {
        List<DecisionRecord> after = decisionsAfterJoining(.5, .02);
        assertThat(share(after, 0, 5)).isLessThan(.4);
        assertThat(share(after, 0, 30)).isLessThan(.5);
    }

    @Test
    void aNewModelThatIsSlowCostsFewCalls() {
        List<DecisionRecord> after = decisionsAfterJoining(5, .2);
        assertThat(share(after, 0, 60)).isLessThan(.05);
        assertThat(share(after, 60, 600)).isLessThan(.01);
    }

    @Test
    void aNewModelThatIsFarBetterGetsNearlyEverything() {
        List<DecisionRecord> after = decisionsAfterJoining(.1, .004);
        assertThat(share(after, 120, 600)).isGreaterThan(.9);
    }

    private static double share(List<DecisionRecord> decisions, double from, double until) {
        List<DecisionRecord> within = decisions.stream()
                .filter(d -> d.seconds() >= JOINS + from && d.seconds() < JOINS + until)
                .toList();
        return (double) within.stream().filter(d -> d.model().equals("new")).count() / within.size();
    }

    private static List<DecisionRecord> decisionsAfterJoining(double ttft, double tpot) {
        List<ProviderSpec> providers = List.of(
                ProviderSpec.builder("a").build(),
                ProviderSpec.builder("b").build(),
                ProviderSpec.builder("c").build(),
                ProviderSpec.builder("new")
                        .ttft(new LogNormal(ttft, .2))
                        .tpot(new LogNormal(tpot, .1))
                        .joinsAt(JOINS)
                        .build());
        World world = new World("cold start", providers, Traffic.conversations(), 2 * JOINS, 1, null);
        List<DecisionRecord> after = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation.of(world, seed).run(Strategies.named("speed"), decision -> {
                if (decision.seconds() >= JOINS && decision.attempt() == 0) {
                    after.add(decision);
                }
            });
        }
        return after;
    }
}
