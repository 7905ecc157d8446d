package dev.pointsman.replay.simulator;

/**
 * Interval in which a provider deviates from its usual behaviour.
 *
 * @param from seconds after the beginning
 * @param until seconds after the beginning; over {@code from}
 * @param regime its regime when the phase begins
 * @param end its regime when the phase ends; slowdown and errors change linearly in between
 */
record Phase(double from, double until, Regime regime, Regime end) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the phase does not end after it begins
     */
    Phase {
        SimulationPreconditions.require(from >= 0, "from", from, ">= 0");
        SimulationPreconditions.require(until > from, "until", until, "> from");
    }

    /**
     * Returns a phase with a constant regime.
     *
     * @param from seconds after the beginning
     * @param until seconds after the beginning; over {@code from}
     * @param regime its regime
     * @return the phase
     */
    static Phase of(double from, double until, Regime regime) {
        return new Phase(from, until, regime, regime);
    }

    boolean covers(double seconds) {
        return from <= seconds && seconds < until;
    }

    Regime at(double seconds) {
        return regime.equals(end) ? regime : regime.towards(end, (seconds - from) / (until - from));
    }
}
