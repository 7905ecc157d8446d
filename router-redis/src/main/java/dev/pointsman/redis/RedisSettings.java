package dev.pointsman.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;

/**
 * Settings of the connection to a server.
 *
 * @param uri the address, such as {@code redis://user:password@host:6379/0}, {@code rediss://} with TLS, or
 *     {@code redis-sentinel://} with the name of the master after {@code #}
 * @param prefix the beginning of all keys; instances with the same one share their state; not blank
 * @param timeout the time after which a command counts as failed; over 0
 */
public record RedisSettings(String uri, String prefix, Duration timeout) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a value is out of its range; does not contain the address, which may hold a
     *     password
     */
    public RedisSettings {
        require(isAddress(uri), "uri", "is no address", "redis://host:6379");
        require(!prefix.isBlank(), "prefix", "\"" + prefix + "\"", "a text, not blank");
        require(!timeout.isNegative() && !timeout.isZero(), "timeout", timeout, "> 0");
    }

    /**
     * Returns settings with the prefix {@code pointsman} and a timeout of 5 s.
     *
     * @param uri the address
     * @return the settings
     * @throws IllegalArgumentException if it is no address
     */
    public static RedisSettings of(String uri) {
        return new RedisSettings(uri, "pointsman", Duration.ofSeconds(5));
    }

    private static boolean isAddress(String uri) {
        try {
            RedisURI.create(uri);
            return true;
        } catch (IllegalArgumentException e) { // its message holds the address
            return false;
        }
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    /** The settings without the address, which may hold a password. */
    @Override
    public String toString() {
        return "RedisSettings[prefix=" + prefix + ", timeout=" + timeout + "]";
    }
}
