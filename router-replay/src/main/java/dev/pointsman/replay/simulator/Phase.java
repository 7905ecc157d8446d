package dev.pointsman.replay.simulator;

/**
 * A time in which a provider is not as usual.
 *
 * @param from seconds after the beginning
 * @param until seconds after the beginning; over {@code from}
 * @param regime how it fares when the phase begins
 * @param end how it fares when the phase ends; slowdown and errors change evenly in between
 */
public record Phase(double from, double until, Regime regime, Regime end) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the phase does not end after it begins
     */
    public Phase {
        SimulationPreconditions.require(from >= 0, "from", from, ">= 0");
        SimulationPreconditions.require(until > from, "until", until, "> from");
    }

    /**
     * A phase that stays as it begins.
     *
     * @param from seconds after the beginning
     * @param until seconds after the beginning; over {@code from}
     * @param regime how it fares
     * @return the phase
     */
    public static Phase of(double from, double until, Regime regime) {
        return new Phase(from, until, regime, regime);
    }

    boolean covers(double seconds) {
        return from <= seconds && seconds < until;
    }

    Regime at(double seconds) {
        return regime.equals(end) ? regime : regime.towards(end, (seconds - from) / (until - from));
    }
}
