package dev.pointsman.replay.simulator;

/**
 * Periodic random change of a provider's speed.
 *
 * @param logSd standard deviation of the logarithm of the slowdown; at least 0, where 0 is no drift
 * @param everySeconds how long each slowdown lasts; over 0
 * @param offsetSeconds when, within that time, it changes
 */
record Drift(double logSd, double everySeconds, double offsetSeconds) {

    /** Constant speed. */
    static final Drift NONE = new Drift(0, 300, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    Drift {
        SimulationPreconditions.require(logSd >= 0 && logSd < 10, "logSd", logSd, ">= 0 and < 10");
        SimulationPreconditions.require(everySeconds > 0, "everySeconds", everySeconds, "> 0");
    }

    /** Returns the index of the slowdown in effect at a time. */
    long step(double seconds) {
        return (long) Math.floor((seconds + offsetSeconds) / everySeconds);
    }
}
