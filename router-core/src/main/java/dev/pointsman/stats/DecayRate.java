package dev.pointsman.stats;

import java.time.Duration;

/** Exponential forgetting by the time that has passed: a weight falls to 1/e in one time constant. */
final class DecayRate {
    private static final double SMALL = 1e-5; // the series' next term is beyond the precision of a double
    private static final double LARGE = 50; // what is left beyond it is nothing beside the prior, and slow to compute

    private final double perNano;

    DecayRate(Duration timeConstant) {
        perNano = -1.0 / timeConstant.toNanos();
    }

    /** What is left of a weight of 1. Threads read the clock apart, so time may seem to step back: then nothing fades. */
    double over(long sinceNanos, long nowNanos) {
        long passed = nowNanos - sinceNanos;
        if (passed <= 0) {
            return 1;
        }
        double x = passed * perNano;
        return x > -SMALL ? 1 + x + x * x / 2 : x < -LARGE ? 0 : Math.exp(x);
    }
}
