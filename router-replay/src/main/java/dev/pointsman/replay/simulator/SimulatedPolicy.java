package dev.pointsman.replay.simulator;

/** Policy that decides on the provider of each call. */
interface SimulatedPolicy {

    /** Handles the arrival of a call. */
    void call(long request, CallArrival arrival);
}
