package dev.pointsman.stats;

import java.time.Duration;

/** Exponential forgetting by the time that has passed: a weight falls to 1/e in one time constant. */
final class Decay {
    private final double perNano;

    Decay(Duration timeConstant) {
        perNano = -1.0 / timeConstant.toNanos();
    }

    /** What is left of a weight of 1. Threads read the clock apart, so time may seem to step back: then nothing fades. */
    double over(long sinceNanos, long nowNanos) {
        long passed = nowNanos - sinceNanos;
        return passed <= 0 ? 1 : Math.exp(passed * perNano);
    }
}
