package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.Worlds;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateThroughputTest {
    private static final double LEAST = 200_000;
    private static final int ROUNDS = 40;

    /** By the thread's own time, so that a busy machine does not count. */
    @Test
    void twoHundredThousandDecisionsAreEstimatedInASecondOfOneCoreAtMost() {
        List<LoggedDecision> log =
                SimulatedLog.of(Worlds.all(Traffic.conversations()).get(0), 1, TestPolicies.weighing("now", 1, .3, .3));
        estimate(log, ROUNDS / 4); // warms up

        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        estimate(log, ROUNDS);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) * 1e-9;

        double perSecond = ROUNDS * log.size() / seconds;
        System.out.printf("%,.0f decisions estimated a second of one core%n", perSecond);
        assertThat(perSecond).isGreaterThan(LEAST);
    }

    private static void estimate(List<LoggedDecision> log, int rounds) {
        ComparisonEstimator compare = new ComparisonEstimator(List.of(TestPolicies.weighing("next", 1, .5, .3)));
        for (int i = 0; i < rounds; i++) {
            log.forEach(compare::add);
        }
        assertThat(compare.result().table(true, java.util.Optional.empty())).contains("next");
    }
}
