package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.strategy.RoutingStrategy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    private static final World WORLD =
            Worlds.all(Traffic.conversations()).get(7).withSeconds(400).withRouters(2);

    @Test
    void twoRunsWithOneSeedGiveTheSameHashOverAllDecisionRecords() {
        assertThat(hash(7)).isEqualTo(hash(7));
    }

    @Test
    void anotherSeedGivesAnotherHash() {
        assertThat(hash(7)).isNotEqualTo(hash(8));
    }

    @Test
    void twoRunsWithOneSeedGiveTheSameResult() {
        Simulation simulation = Simulation.of(WORLD, 3);
        assertThat(simulation.run(Strategies.named("speed"))).isEqualTo(simulation.run(Strategies.named("speed")));
        assertThat(simulation.runOracle()).isEqualTo(simulation.runOracle());
    }

    @Test
    void everyPolicyMeetsTheSameCallsAndTheSameLuck() {
        Map<String, Double> before = new HashMap<>();
        firstAttempts("round-robin", before);
        Map<String, Double> other = new HashMap<>();
        firstAttempts("random", other);

        Set<String> met = new HashSet<>(before.keySet());
        met.retainAll(other.keySet());
        assertThat(met).hasSizeGreaterThan(100);
        assertThat(met).allSatisfy(key -> assertThat(other.get(key)).isEqualTo(before.get(key)));
    }

    /** By time and model, the latency of each first attempt that was served. */
    private static void firstAttempts(String strategy, Map<String, Double> latencies) {
        World calm = Worlds.all(Traffic.conversations()).get(0).withSeconds(400);
        Simulation.of(calm, 1).run(Strategies.named(strategy), decision -> {
            if (decision.attempt() == 0 && decision.failure() == null) {
                latencies.put(decision.seconds() + decision.model(), decision.latency());
            }
        });
    }

    private static String hash(long seed) {
        RoutingStrategy speed = Strategies.named("speed");
        DecisionHash hash = new DecisionHash();
        Simulation.of(WORLD, seed).run(speed, hash);
        return hash.hex();
    }
}
