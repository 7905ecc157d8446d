package dev.pointsman.replay.simulator;

/**
 * Behaviour of a provider during an interval.
 *
 * @param slowdown factor by which its answers take longer than usual; over 0
 * @param errorRate share of calls that fail with a server error, in addition to its usual one; 0 to 1
 * @param silent whether it accepts calls and never answers
 */
record Regime(double slowdown, double errorRate, boolean silent) {

    /** Normal operation. */
    static final Regime NORMAL = new Regime(1, 0, false);

    /** Accepts calls and never answers. */
    static final Regime SILENT = new Regime(1, 0, true);

    /** Fails every call with a server error (503). */
    static final Regime DOWN = failing(1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    Regime {
        SimulationPreconditions.require(
                slowdown > 0 && slowdown < Double.POSITIVE_INFINITY, "slowdown", slowdown, "> 0");
        SimulationPreconditions.require(errorRate >= 0 && errorRate <= 1, "errorRate", errorRate, ">= 0 and <= 1");
    }

    /**
     * Returns a regime that is only slower.
     *
     * @param slowdown the factor; over 0
     * @return the regime
     */
    static Regime slower(double slowdown) {
        return new Regime(slowdown, 0, false);
    }

    /**
     * Returns a regime that only has errors.
     *
     * @param errorRate their share; 0 to 1
     * @return the regime
     */
    static Regime failing(double errorRate) {
        return new Regime(1, errorRate, false);
    }

    Regime and(Regime other) {
        return new Regime(
                slowdown * other.slowdown, 1 - (1 - errorRate) * (1 - other.errorRate), silent || other.silent);
    }

    Regime towards(Regime end, double way) {
        return new Regime(
                slowdown + (end.slowdown - slowdown) * way, errorRate + (end.errorRate - errorRate) * way, silent);
    }
}
