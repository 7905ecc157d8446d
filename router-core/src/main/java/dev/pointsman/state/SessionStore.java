package dev.pointsman.state;

import dev.pointsman.model.SessionKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Store of sessions: their turns, and which deployments have read their prompts, so that a strategy can prefer those.
 *
 * <p>Must be thread-safe. Both methods are called on the thread of a call, {@link #find} within a decision, so
 * neither may block or perform I/O: a shared implementation answers from a local view and exchanges it with other
 * instances on a thread of its own, with times as ages, as each instance's clock has an origin of its own. Must be
 * bounded; forgetting a session loses an optimisation, never correctness. The router logs exceptions and treats the
 * session as unknown.
 */
public interface SessionStore {

    /**
     * Returns the state of a session.
     *
     * @param session the session
     * @param nowNanos the time
     * @return its state; null if the session is not known, or has been idle for too long
     */
    @Nullable
    SessionState find(SessionKey session, long nowNanos);

    /**
     * Records that a turn of a session was served: its state becomes {@link SessionState#after}.
     *
     * @param session the session
     * @param turn the turn
     * @param nowNanos the time
     */
    void served(SessionKey session, ServedTurn turn, long nowNanos);

    /**
     * Returns an empty store of one process, with at most 100,000 sessions, each kept until 90 minutes after its last
     * turn.
     *
     * @return the store
     */
    static SessionStore inMemory() {
        return inMemory(100_000, Duration.ofMinutes(90));
    }

    /**
     * Returns an empty store of one process. Beyond the maximum, the least used sessions are evicted.
     *
     * @param most the maximum number of sessions; at least 1
     * @param idle the time after its last turn at which a session expires; over 0
     * @return the store
     * @throws IllegalArgumentException if a value is out of its range
     */
    static SessionStore inMemory(int most, Duration idle) {
        return new InMemorySessionStore(most, idle);
    }
}
