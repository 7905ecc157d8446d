package dev.pointsman.breaker.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Two calls ask for a trial beside their serving model at once: one gets it, and its end allows the next. */
@JCStressTest
@Outcome(
        id = {"true, false, true", "false, true, true"},
        expect = ACCEPTABLE,
        desc = "one trial, and later another")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "two trials under way, none, or a place that is lost")
@State
public class BesideTrialIsOne {
    private static final long THEN = 2_500_000_000L; // open, and not due
    private static final long LATER = 4_900_000_000L;

    private final ModelBreaker breaker = Tripped.at(0);

    @Actor
    public void one(ZZZ_Result r) {
        r.r1 = asks();
    }

    @Actor
    public void another(ZZZ_Result r) {
        r.r2 = asks();
    }

    private boolean asks() {
        Lease lease = breaker.acquireBeside(THEN);
        if (lease != null) {
            breaker.fail(lease, THEN, THEN);
        }
        return lease != null;
    }

    @Arbiter
    public void later(ZZZ_Result r) {
        Lease lease = breaker.acquireBeside(LATER);
        r.r3 = lease != null && lease.beside();
    }
}
