package dev.pointsman.replay.simulator;

/**
 * How a provider fares at a time.
 *
 * @param slowdown how many times longer than usual its answers take; over 0
 * @param errorRate share of calls it refuses with a server error, besides its usual one; 0 to 1
 * @param silent whether it takes calls and never answers
 */
public record Regime(double slowdown, double errorRate, boolean silent) {

    /** As usual. */
    public static final Regime NORMAL = new Regime(1, 0, false);

    /** Takes calls and never answers. */
    public static final Regime SILENT = new Regime(1, 0, true);

    /** Every call is refused with a server error (503). */
    public static final Regime DOWN = failing(1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Regime {
        SimulationPreconditions.require(
                slowdown > 0 && slowdown < Double.POSITIVE_INFINITY, "slowdown", slowdown, "> 0");
        SimulationPreconditions.require(errorRate >= 0 && errorRate <= 1, "errorRate", errorRate, ">= 0 and <= 1");
    }

    /**
     * Nothing but slower.
     *
     * @param slowdown how many times; over 0
     * @return the regime
     */
    public static Regime slower(double slowdown) {
        return new Regime(slowdown, 0, false);
    }

    /**
     * Nothing but errors.
     *
     * @param errorRate their share; 0 to 1
     * @return the regime
     */
    public static Regime failing(double errorRate) {
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
