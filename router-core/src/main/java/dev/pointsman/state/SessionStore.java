package dev.pointsman.state;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Store of the model that last served each session, so that a strategy can prefer it.
 *
 * <p>Must be thread-safe. Both methods are called on the thread of a call, {@link #previousModel} within a decision, so
 * neither may block or perform I/O: a shared implementation answers from a local view and exchanges it with other
 * instances on a thread of its own. Must be bounded; forgetting a session loses an optimisation, never correctness.
 * The router logs exceptions and treats the session as unknown.
 */
public interface SessionStore {

    /**
     * Returns the model that last served a session.
     *
     * @param session the session
     * @param nowNanos the time
     * @return the model's id; null if the session is not known, or has been idle for too long
     */
    @Nullable
    String previousModel(Key session, long nowNanos);

    /**
     * Records that a model has served a session.
     *
     * @param session the session
     * @param model the model's id
     * @param nowNanos the time
     */
    void served(Key session, String model, long nowNanos);

    /**
     * Returns an empty store of one process, with at most 100,000 sessions, each kept until it has been idle for 30
     * minutes.
     *
     * @return the store
     */
    static SessionStore inMemory() {
        return inMemory(100_000, Duration.ofMinutes(30));
    }

    /**
     * Returns an empty store of one process. Beyond the maximum, the least used sessions are evicted.
     *
     * @param most the maximum number of sessions; at least 1
     * @param idle the time after which an idle session expires; over 0
     * @return the store
     * @throws IllegalArgumentException if a value is out of its range
     */
    static SessionStore inMemory(int most, Duration idle) {
        return new InMemorySessionStore(most, idle);
    }

    /**
     * Key of a session. Sessions of different pools or tenants are independent, even with the same name.
     *
     * @param pool the pool's name
     * @param tenant the tenant; null if there is none
     * @param session the session's name
     */
    record Key(String pool, @Nullable String tenant, String session) {}
}
