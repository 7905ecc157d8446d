package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.Worlds;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class RerunThroughputTest {
    private static final double LEAST = 80_000;
    private static final int ROUNDS = 10;

    /** By the thread's own time, so that a busy machine does not count. */
    @Test
    void eightyThousandDecisionsAreMadeAgainInASecondOfOneCoreAtLeast() {
        List<LoggedDecision> log = SimulatedLog.of(
                Worlds.all(Traffic.conversations()).get(0).withSeconds(900), 1, RerunTest.strategy("balanced"));
        RerunTest.rerun("balanced", log); // warms up

        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(RerunTest.rerun("balanced", log).matching()).isEqualTo(log.size());
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) * 1e-9;

        double perSecond = ROUNDS * log.size() / seconds;
        System.out.printf("%,.0f decisions made again a second of one core%n", perSecond);
        assertThat(perSecond).isGreaterThan(LEAST);
    }
}
