package dev.pointsman.stats.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pointsman.stats.StatisticsConfig;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** A reader sees a call's end with its sample, or neither. */
@JCStressTest
@Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "before the end")
@Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "after it")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "half of it")
@State
public class ReadersSeeWholeWrites {
    private static final long SECOND = 1_000_000_000L;

    private final ModelStatistics statistics = new ModelStatistics(StatisticsConfig.DEFAULT);

    /** One call is under way. */
    public ReadersSeeWholeWrites() {
        statistics.begin(false, 0);
    }

    @Actor
    public void end() {
        statistics.succeed(0, false, 0, 0, 10, Double.NaN, PromptLoad.NONE, Double.NaN, SECOND);
    }

    @Actor
    public void read(ZI_Result r) {
        ModelEstimates estimates = new ModelEstimates();
        statistics.read(SECOND, estimates);
        r.r1 = estimates.samples() > 0;
        r.r2 = estimates.inFlight();
    }
}
