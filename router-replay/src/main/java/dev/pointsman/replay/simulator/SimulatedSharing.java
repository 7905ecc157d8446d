package dev.pointsman.replay.simulator;

import org.jspecify.annotations.Nullable;

/**
 * State that the routers of a simulation share, and limits that they keep.
 *
 * @param store the store; null if each router is alone
 * @param limits the limits of accounts at providers that the routers keep ahead of 429
 * @param budget dollars that all calls may cost together; 0 for no budget
 */
record SimulatedSharing(@Nullable SimulatedStore store, AccountLimits limits, double budget) {

    /** Routers without shared state and limits. */
    static final SimulatedSharing NONE = new SimulatedSharing(null, AccountLimits.NONE, 0);

    /** Limits of accounts that routers keep ahead of 429. */
    enum AccountLimits {
        NONE,
        /** The account's limit, in a period that begins at another time than the provider's. */
        CONFIGURED,
        /** What providers report with their answers. */
        LEARNED,
        /** Both. */
        BOTH;

        boolean areConfigured() {
            return this == CONFIGURED || this == BOTH;
        }

        boolean areLearned() {
            return this == LEARNED || this == BOTH;
        }
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    SimulatedSharing {
        SimulationPreconditions.require(budget >= 0 && budget < 1e9, "budget", budget, ">= 0");
    }

    static SimulatedSharing of(SimulatedStore store) {
        return new SimulatedSharing(store, AccountLimits.NONE, 0);
    }
}
