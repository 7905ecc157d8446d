package dev.pointsman.replay.simulator.session;

/** Policy that decides on the provider of each turn. */
interface SessionPolicy {

    /** Handles the beginning of a turn, and tells the session of its progress. */
    void call(RunningSession session);
}
