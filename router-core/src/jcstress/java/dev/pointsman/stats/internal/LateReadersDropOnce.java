package dev.pointsman.stats.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pointsman.stats.StatisticsConfig;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A reader and a writer arrive when an unfinished call is due to be dropped. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "before the new call began, without the old one")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one of the two: the old one as it was told, or the new one")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "both, or a count that no moment had")
@State
public class LateReadersDropOnce {
    private static final long LATER = StatisticsConfig.DEFAULT.attemptLimit().toNanos() * 2;

    private final ModelStatistics statistics = new ModelStatistics(StatisticsConfig.DEFAULT);

    /** One call in progress that is never ended. */
    public LateReadersDropOnce() {
        statistics.begin(true, 0);
    }

    @Actor
    public void begin() {
        statistics.begin(true, LATER);
    }

    @Actor
    public void read(II_Result r) {
        r.r1 = read();
    }

    @Arbiter
    public void afterwards(II_Result r) {
        r.r2 = read();
    }

    private int read() {
        ModelEstimates estimates = new ModelEstimates();
        statistics.read(LATER, estimates);
        return estimates.inFlight();
    }
}
