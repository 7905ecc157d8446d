package dev.pointsman.replay.internal.fit;

import dev.pointsman.replay.simulator.ProviderSpecBuilder;

/**
 * Detected period in which a provider deviates from its usual behaviour.
 *
 * @param from seconds after the log's beginning
 * @param until seconds after the log's beginning; over {@code from}
 * @param slowdown factor by which answers take longer than usual; 1 in an outage
 * @param errorRate share of calls that fail, in addition to the usual ones
 * @param silent whether calls get no answer at all
 */
record FittedPhase(double from, double until, double slowdown, double errorRate, boolean silent) {

    static FittedPhase slower(double from, double until, double factor) {
        return new FittedPhase(from, until, factor, 0, false);
    }

    static FittedPhase failing(double from, double until, double errorRate) {
        return new FittedPhase(from, until, 1, errorRate, false);
    }

    static FittedPhase silent(double from, double until) {
        return new FittedPhase(from, until, 1, 0, true);
    }

    void addTo(ProviderSpecBuilder provider) {
        if (silent) {
            provider.silent(from, until);
        } else if (errorRate > 0 || slowdown == 1) {
            provider.failing(from, until, errorRate);
        } else {
            provider.slower(from, until, slowdown);
        }
    }
}
