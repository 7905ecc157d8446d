package dev.pointsman.breaker.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pointsman.breaker.BreakerConfig;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;

/**
 * Two last-resort calls, admitted while the breaker was open, succeed while a call of before the outage does: one of the
 * two counts as the trial, and the ramp has its full number of places.
 */
@JCStressTest
@Outcome(id = "RAMP, true", expect = ACCEPTABLE, desc = "one trial")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "an outcome of an older epoch counted, or none did")
@State
public class LastResortIsOneTrial {
    private static final long SOON = 1_000_000_000L;

    private final ModelBreaker breaker = Tripped.at(0);
    private final Lease old = new Lease(0, false);
    private final Lease one = Objects.requireNonNull(breaker.acquireInPanic(SOON));
    private final Lease another = Objects.requireNonNull(breaker.acquireInPanic(SOON));

    @Actor
    public void oneSucceeds() {
        breaker.succeed(one, SOON, false, SOON);
    }

    @Actor
    public void anotherSucceeds() {
        breaker.succeed(another, SOON, false, SOON);
    }

    @Actor
    public void oldCallSucceeds() {
        breaker.succeed(old, 0, false, SOON);
    }

    @Arbiter
    public void state(LZ_Result r) {
        r.r1 = breaker.snapshot(SOON).state();
        int places = 0;
        while (places < 100 && breaker.acquire(SOON) != null) {
            places++;
        }
        r.r2 = places == BreakerConfig.DEFAULT.ramp().get(1);
    }
}
