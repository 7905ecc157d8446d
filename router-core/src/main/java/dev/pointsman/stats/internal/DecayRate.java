package dev.pointsman.stats.internal;

import java.time.Duration;

/** Exponential decay by elapsed time: a weight falls to 1/e in one time constant. */
final class DecayRate {
    private static final double SMALL = 1e-5; // the series' next term is beyond the precision of a double
    private static final double LARGE = 50; // the remainder is negligible against the prior, and slow to compute

    private final double perNano;

    DecayRate(Duration timeConstant) {
        perNano = -1.0 / timeConstant.toNanos();
    }

    /**
     * Returns the remainder of a weight of 1. Threads read the clock separately, so time may appear to step back; then
     * there is no decay.
     */
    double over(long sinceNanos, long nowNanos) {
        long passed = nowNanos - sinceNanos;
        if (passed <= 0) {
            return 1;
        }
        double x = passed * perNano;
        return x > -SMALL ? 1 + x + x * x / 2 : x < -LARGE ? 0 : Math.exp(x);
    }
}
