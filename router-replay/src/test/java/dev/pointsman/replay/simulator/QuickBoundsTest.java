package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The default strategy beside the oracle, over all worlds: fails when it gets worse than its bounds. */
class QuickBoundsTest {
    private static final double GEOMETRIC_MEAN = 1.12;
    private static final double WORST = 1.35;
    private static final double WORST_UNDER_WAY = 1.35;
    private static final long[] SEEDS = {1, 2};

    @Test
    void theLossOfTheDefaultStrategyStaysWithinItsBounds() {
        List<String> lines = new ArrayList<>();
        double logs = 0;
        double worst = 0;
        for (int routers : new int[] {1, 8}) {
            for (World world : Worlds.all(Traffic.conversations())) {
                double ratio = meanRatio(world.withRouters(routers));
                lines.add(String.format("%-32s %d: %.3f", world.name(), routers, ratio));
                logs += Math.log(ratio);
                worst = Math.max(worst, ratio);
            }
        }
        double mean = Math.exp(logs / lines.size());

        String table = String.join(System.lineSeparator(), lines);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(6);
        assertThat(mean).as("geometric mean of%n%s", table).isBetween(.9, GEOMETRIC_MEAN);
        assertThat(worst).as("worst of%n%s", table).isLessThanOrEqualTo(WORST);
        System.out.printf(
                "loss over the oracle, %d worlds, %d seeds: geometric mean %.3f (at most %.2f), worst %.3f (at most %.2f)%n",
                lines.size(), SEEDS.length, mean, GEOMETRIC_MEAN, worst, WORST);
    }

    @Test
    void worldsOfCallsUnderWayStayWithinTheirBounds() {
        for (int routers : new int[] {1, 8}) {
            for (World world : Worlds.underWay()) {
                double ratio = meanRatio(world.withRouters(routers));
                System.out.printf("loss over the oracle, %s, %d routers: %.3f%n", world.name(), routers, ratio);
                assertThat(ratio).as(world.name()).isLessThanOrEqualTo(WORST_UNDER_WAY);
            }
        }
    }

    private static double meanRatio(World world) {
        double sum = 0;
        for (long seed : SEEDS) {
            Simulation simulation = Simulation.of(world, seed);
            sum += simulation.run(Strategies.named("speed")).loss()
                    / simulation.runOracle().loss();
        }
        return sum / SEEDS.length;
    }
}
