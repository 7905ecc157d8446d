package dev.pointsman.strategies;

/** Exponential decay of weights with time. */
final class ExponentialDecay {
    private static final double NANOS = 1e-9;

    private ExponentialDecay() {}

    /** {@code exp(-elapsed / mean life)}, from 0 to 1; a time before the stamp counts as the stamp. */
    static double since(long stampNanos, long nowNanos, double meanLifeSeconds) {
        return Math.exp(-Math.max(nowNanos - stampNanos, 0) * NANOS / meanLifeSeconds);
    }
}
