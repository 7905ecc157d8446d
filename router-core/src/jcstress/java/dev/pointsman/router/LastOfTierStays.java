package dev.pointsman.router;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.internal.ModelBreaker;
import dev.pointsman.breaker.internal.SlowTrips;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two models are one slow answer each from being taken out, and each would be spared in view of the other. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true", "true, true"},
        expect = ACCEPTABLE,
        desc = "one at least stays")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "both are out")
@State
public class LastOfTierStays {
    private final SlowTrips trips = new SlowTrips();
    private final ModelBreaker[] breakers = new ModelBreaker[2];

    public LastOfTierStays() {
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            breakers[i] = new ModelBreaker(
                    BreakerConfig.DEFAULT,
                    epoch -> .5,
                    (from, to, why, at) -> {},
                    () -> {},
                    () -> trips.claim() && breakers[other].isFree());
        }
        for (ModelBreaker breaker : breakers) {
            for (int i = 1; i < BreakerConfig.DEFAULT.minimumCalls(); i++) {
                slow(breaker);
            }
        }
    }

    @Actor
    public void one() {
        slow(breakers[0]);
        trips.release();
    }

    @Actor
    public void another() {
        slow(breakers[1]);
        trips.release();
    }

    @Arbiter
    public void state(ZZ_Result r) {
        r.r1 = breakers[0].isFree();
        r.r2 = breakers[1].isFree();
    }

    private static void slow(ModelBreaker breaker) {
        breaker.succeed(Objects.requireNonNull(breaker.acquire(0)), 0, true, 0);
    }
}
