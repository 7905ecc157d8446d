package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.BreakerState;
import dev.pointsman.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A breaker without jitter, a clock that tests move, and what the breaker told. */
abstract class BreakerFixture {
    static final long SECOND = 1_000_000_000;
    static final BreakerConfig D = BreakerConfig.DEFAULT;

    final Random random = Seeds.printed(getClass());
    final List<String> heard = new ArrayList<>();
    final ModelBreaker breaker =
            new ModelBreaker(D, epoch -> .5, (from, to, why, at) -> heard.add(from + ">" + to)); // .5: no jitter
    long now = Seeds.clockOrigin(random);

    /** From closed or due for a trial to open. */
    void trip() {
        while (state() == BreakerState.CLOSED || breaker.isDue(now)) {
            fail();
        }
    }

    void fail() {
        breaker.fail(breaker.acquire(now), now, now);
    }

    void succeed() {
        breaker.succeed(breaker.acquire(now), now, false, now);
    }

    void slow() {
        breaker.succeed(breaker.acquire(now), now, true, now);
    }

    BreakerState state() {
        return breaker.snapshot(now).state();
    }
}
