package dev.pointsman.replay.simulator;

/** Event at a virtual time; a number distinguishes the kinds of events of one object. */
interface SimulationEvent {
    void happen(int kind);
}
