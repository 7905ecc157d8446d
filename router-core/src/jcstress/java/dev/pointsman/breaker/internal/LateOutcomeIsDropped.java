package dev.pointsman.breaker.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The trial succeeds while a call from before the outage fails: the old failure must not reopen the breaker. */
@JCStressTest
@Outcome(id = "RAMP", expect = ACCEPTABLE, desc = "only the trial counted")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "an outcome of an older epoch counted")
@State
public class LateOutcomeIsDropped {
    private static final long LATER = 60_000_000_000L;

    private final ModelBreaker breaker = Tripped.at(0);
    private final Lease old = new Lease(0, false);
    private final Lease trial = Objects.requireNonNull(breaker.acquire(LATER));

    @Actor
    public void trialSucceeds() {
        breaker.succeed(trial, LATER, false, LATER);
    }

    @Actor
    public void oldCallFails() {
        breaker.fail(old, 0, LATER);
    }

    @Arbiter
    public void state(L_Result r) {
        r.r1 = breaker.snapshot(LATER).state();
    }
}
