package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    private static final double LEAST = 80_000;

    /** By the thread's own time, so that a busy machine does not count. */
    @Test
    void eightyThousandSimulatedCallsTakeASecondOfOneCoreAtMost() {
        World world = Worlds.all(Traffic.conversations(10)).get(0);
        run(world, 1); // warms up

        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int calls = run(world, 2) + run(world, 3) + run(world, 4);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) * 1e-9;

        double perSecond = calls / seconds;
        System.out.printf("%,.0f simulated calls a second of one core%n", perSecond);
        assertThat(perSecond).isGreaterThan(LEAST);
    }

    private static int run(World world, long seed) {
        return Simulation.of(world, seed).run(Strategies.named("speed")).calls();
    }
}
