package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;
import java.util.Objects;

/** A breaker that has just tripped. */
final class Tripped {
    private Tripped() {}

    static ModelBreaker at(long now) {
        ModelBreaker breaker = new ModelBreaker(BreakerConfig.DEFAULT, epoch -> .5, (from, to, why, at) -> {});
        for (int i = 0; i < BreakerConfig.DEFAULT.consecutiveFailures(); i++) {
            breaker.fail(Objects.requireNonNull(breaker.acquire(now)), now, now);
        }
        return breaker;
    }
}
