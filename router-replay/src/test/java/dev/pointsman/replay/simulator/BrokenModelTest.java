package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokenModelTest {

    @Test
    void anEndpointThatFailsFastGetsUnderOnePercentAfterFiftyCalls() {
        ProviderSpec broken = ProviderSpec.builder("broken")
                .errorRate(1)
                .errorSeconds(.005)
                .ttft(new LogNormal(.1, .1))
                .build();
        List<ProviderSpec> providers = List.of(
                broken,
                ProviderSpec.builder("a").build(),
                ProviderSpec.builder("b").build(),
                ProviderSpec.builder("c").build());
        World world = new World("fail-fast", providers, Traffic.conversations(), 3600, 1, null);
        List<DecisionRecord> first = new ArrayList<>();

        Simulation.of(world, 1).run(Strategies.named("speed"), decision -> {
            if (decision.attempt() == 0) {
                first.add(decision);
            }
        });

        List<DecisionRecord> later = first.stream()
                .sorted(java.util.Comparator.comparingLong(DecisionRecord::call))
                .skip(50)
                .toList();
        double share =
                (double) later.stream().filter(d -> d.model().equals("broken")).count() / later.size();
        assertThat(later).hasSizeGreaterThan(10_000);
        assertThat(share).isLessThan(.01);
    }

    @Test
    void callsThatGetNoAnswerCountBeforeTheyEnd() {
        World silent = Worlds.all(Traffic.conversations()).get(5);
        SimulationResult result = Simulation.of(silent, 1).run(Strategies.named("speed"));
        assertThat(result.secondsToLeave()).isLessThan(World.PATIENCE / 5);
    }
}
