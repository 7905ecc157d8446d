package dev.pointsman.replay.simulator;

/** Something that happens at a virtual time; it may have several kinds of happenings, told apart by number. */
interface SimulationEvent {
    void happen(int kind);
}
