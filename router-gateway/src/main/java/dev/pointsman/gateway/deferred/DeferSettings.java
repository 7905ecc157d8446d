package dev.pointsman.gateway.deferred;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.ReadableBytes;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Queue of deferred calls, of pools with {@code when-exhausted: defer}. Immutable; invalid values prevent the start.
 *
 * @param key key that encrypts calls and answers at rest: base64 of 32 random bytes, the same for all instances that share
 *     the queue; no default, and without it no call is deferred
 * @param keep time for which an answer is kept; over 0
 * @param expire time after which a call that could not be served ends with an error; over 0
 * @param workers deferred calls that an instance runs at the same time; 0 to 1000, 0 leaves them to other instances
 * @param atMost calls and answers that are kept at most, of all tenants; at least 1
 * @param largest size of the largest body that is deferred; over 0, at most 15MB
 */
@Context // so that wrong values stop the start
@Introspected
@ConfigurationProperties("gateway.defer")
public record DeferSettings(
        @Nullable String key,
        @Bindable(defaultValue = "24h") Duration keep,
        @Bindable(defaultValue = "24h") Duration expire,
        @Bindable(defaultValue = "2") int workers,
        @Bindable(defaultValue = "10000") int atMost,
        @Bindable(defaultValue = "1MB") @ReadableBytes long largest) {
    static final String PREFIX = "gateway.defer.";

    private static final int KEY_BYTES = 32;
    private static final int MOST_WORKERS = 1000;
    private static final long LARGEST = 15L << 20;

    /**
     * Checks the values.
     *
     * @throws ConfigurationException if a value is wrong; never contains the key
     */
    public DeferSettings {
        require(key == null || bytes(key) != null, "key", "***", "base64 of 32 random bytes");
        require(isPositive(keep), "keep", keep, "> 0");
        require(isPositive(expire), "expire", expire, "> 0");
        require(workers >= 0 && workers <= MOST_WORKERS, "workers", workers, "0 to " + MOST_WORKERS);
        require(atMost >= 1, "at-most", atMost, ">= 1");
        require(largest >= 1 && largest <= LARGEST, "largest", largest, "1 to " + LARGEST + " bytes");
    }

    private static boolean isPositive(Duration time) {
        return !time.isZero() && !time.isNegative();
    }

    /** Returns the bytes of a key; null if it is not one. */
    static byte @Nullable [] bytes(String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key.strip());
            return bytes.length == KEY_BYTES ? bytes : null;
        } catch (IllegalArgumentException e) { // its message may quote the key
            return null;
        }
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new ConfigurationException(PREFIX + name + ": " + value + " (expected: " + expected + ")");
        }
    }

    /** The settings without the key. */
    @Override
    public String toString() {
        return "DeferSettings[keep=" + keep + ", expire=" + expire + ", workers=" + workers + ", atMost=" + atMost
                + ", largest=" + largest + "]";
    }
}
