package dev.pointsman.replay.simulator.session;

import java.util.List;

/** Source of sessions. Immutable. */
interface SessionTraffic {

    /**
     * Returns the sessions that begin within a time.
     *
     * @param seed the same sessions for the same seed
     * @param seconds no session begins at or after this time; their turns may
     * @return the sessions
     */
    List<Session> sessions(long seed, double seconds);
}
