package dev.pointsman.state;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Store of whole responses by tenant and id, each until its expiry, so that a later call can refer to one.
 *
 * <p>Must be thread-safe. No decision uses it: a response may be at another instance, so a method may need I/O and
 * returns a stage; it must not block its caller. A stage completes exceptionally if the store cannot be reached. A tenant
 * never receives the response of another one. Must be bounded.
 *
 * <p>Answers for calls that no model serves are not kept here but in a cache of the router: they are objects of the
 * caller's own type, which only their process can read.
 */
public interface ResponseStore {

    /**
     * Stores a response, in place of one with the same key.
     *
     * @param key the key
     * @param body the response, copied
     * @param life the time until it expires; over 0
     * @param nowNanos the time
     * @return whether it is stored; false if it is too large for the store
     */
    CompletionStage<Boolean> put(Key key, byte[] body, Duration life, long nowNanos);

    /**
     * Returns a response.
     *
     * @param key the key
     * @param nowNanos the time
     * @return a copy of the response; null if there is none, or it has expired or was evicted
     */
    CompletionStage<byte @Nullable []> find(Key key, long nowNanos);

    /**
     * Removes a response.
     *
     * @param key the key
     * @param nowNanos the time
     * @return whether there was one
     */
    CompletionStage<Boolean> remove(Key key, long nowNanos);

    /**
     * Returns an empty store of one process, bounded in bytes: beyond them, the least used responses are evicted. One
     * response may take a sixteenth of them, with 256 bytes for its key.
     *
     * @param memory the memory of all responses in bytes; at least 0, which stores nothing
     * @return the store, whose stages are completed when they are returned
     * @throws IllegalArgumentException if the memory is negative
     */
    static ResponseStore inMemory(long memory) {
        return new InMemoryResponseStore(memory);
    }

    /**
     * Key of a response. Those of different tenants are independent, even with the same id.
     *
     * @param tenant the tenant; null if there is none
     * @param id the response's id
     */
    record Key(@Nullable String tenant, String id) {

        /**
         * Returns the key as one text, different for different keys: the length of the tenant keeps it apart from the id.
         *
         * @return the text
         */
        public String text() {
            return tenant == null ? "-:" + id : tenant.length() + ":" + tenant + ":" + id;
        }

        /**
         * Returns the key of a text.
         *
         * @param text a key's {@link #text()}
         * @return the key
         */
        public static Key of(String text) {
            int colon = text.indexOf(':');
            if (text.startsWith("-")) {
                return new Key(null, text.substring(colon + 1));
            }
            int end = colon + 1 + Integer.parseInt(text.substring(0, colon));
            return new Key(text.substring(colon + 1, end), text.substring(end + 1));
        }
    }
}
