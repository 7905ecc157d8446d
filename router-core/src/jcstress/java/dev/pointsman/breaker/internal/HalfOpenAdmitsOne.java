package dev.pointsman.breaker.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two threads come at the moment the open time has passed: exactly one is the trial. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "one trial")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "two trials, or none")
@State
public class HalfOpenAdmitsOne {
    private static final long LATER = 60_000_000_000L;

    private final ModelBreaker breaker = Tripped.at(0);

    @Actor
    public void one(ZZ_Result r) {
        r.r1 = breaker.acquire(LATER) != null;
    }

    @Actor
    public void another(ZZ_Result r) {
        r.r2 = breaker.acquire(LATER) != null;
    }
}
