package dev.pointsman.stats.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pointsman.stats.StatisticsConfig;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** As many updates as are needed to overwrite the buffer of a reader: its copy is of one update nevertheless. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "the figures of one moment")
@Outcome(id = "false", expect = FORBIDDEN, desc = "figures of two")
@State
public class OvertakenReadersLookAgain {
    private static final int LESSONS = 9;

    private final ModelStatistics statistics = new ModelStatistics(StatisticsConfig.DEFAULT);

    @Actor
    public void fail() {
        for (int i = 0; i < LESSONS; i++) {
            statistics.begin(false, 0);
            statistics.fail(0, false, true, 0, PromptLoad.NONE, 0); // one sample more, one success less, each time
        }
    }

    @Actor
    public void read(Z_Result r) {
        ModelEstimates estimates = new ModelEstimates();
        statistics.read(0, estimates);
        double failures = 4.9 / estimates.successRate() - 5;
        r.r1 = Math.abs(failures - estimates.samples()) < 1e-6;
    }
}
