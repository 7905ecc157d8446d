package dev.pointsman.replay.simulator;

/** Who decides where calls go. */
interface SimulatedPolicy {

    /** A call comes in. */
    void call(long request, CallArrival arrival);
}
