package dev.pointsman.model;

import org.jspecify.annotations.Nullable;

/**
 * Key of a session: a 128-bit hash of pool, tenant and session, the same in every instance. Sessions of different pools
 * or tenants are independent, even with the same name. Not cryptographic: it keeps memory small, and no secret.
 */
public final class SessionKey {
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xD1342543DE82EF95L;

    private final long high;
    private final long low;
    private final String pool;

    private SessionKey(long high, long low, String pool) {
        this.high = high;
        this.low = low;
        this.pool = pool;
    }

    /**
     * Returns the key of a session.
     *
     * @param pool the pool's name
     * @param tenant the tenant; null if there is none
     * @param session the session's name
     * @return the key
     */
    public static SessionKey of(String pool, @Nullable String tenant, String session) {
        String owner = tenant == null ? "" : tenant;
        long high = add(add(add(pool.length(), FIRST, pool), FIRST, owner), FIRST, session);
        long low = add(add(add(session.length(), SECOND, pool), SECOND, owner), SECOND, session);
        return new SessionKey(mix(tenant == null ? ~high : high), mix(low), pool);
    }

    /**
     * Returns the key with a hash, as a store of several instances passes it on. It is of no pool, so no request can carry
     * it.
     *
     * @param high the first half of the hash
     * @param low the second half
     * @return the key, equal to the one that had the hash
     */
    public static SessionKey ofHash(long high, long low) {
        return new SessionKey(high, low, "");
    }

    /** Returns the key of a shared beginning of prompts. */
    static SessionKey of(String pool, long prefix) {
        return new SessionKey(mix(add(0, FIRST, pool) ^ prefix), mix(add(1, SECOND, pool) + prefix), pool);
    }

    /** Adds a text and its length to a hash, four characters at a time. */
    private static long add(long hash, long factor, String text) {
        long sum = hash;
        int whole = text.length() & ~3;
        for (int i = 0; i < whole; i += 4) {
            long low = text.charAt(i) | (long) text.charAt(i + 1) << 16;
            long high = text.charAt(i + 2) | (long) text.charAt(i + 3) << 16;
            sum = (sum ^ low ^ high << 32) * factor;
            sum ^= sum >>> 32;
        }
        for (int i = whole; i < text.length(); i++) {
            sum = (sum ^ text.charAt(i)) * factor;
            sum ^= sum >>> 32;
        }
        return (sum ^ text.length()) * factor + 1;
    }

    /** Mixes the bits of a number, as SplitMix64 does (Steele et al. 2014). */
    static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * Returns the session's own random number, by which it is drawn where nothing else is known of it: too short to
     * identify a session.
     *
     * @return from 0 to under 2^24
     */
    public int draw() {
        return (int) (mix(low ^ high) >>> 40);
    }

    /** Returns whether the key was made for a pool. */
    boolean isIn(String name) {
        return pool.equals(name);
    }

    /**
     * Returns the first half of the hash.
     *
     * @return any number
     */
    public long high() {
        return high;
    }

    /**
     * Returns the second half of the hash.
     *
     * @return any number
     */
    public long low() {
        return low;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionKey key && high == key.high && low == key.low;
    }

    @Override
    public int hashCode() {
        return (int) (high ^ (high >>> 32));
    }

    /** The hash in hexadecimal digits. */
    @Override
    public String toString() {
        return "SessionKey[" + Long.toHexString(high) + '-' + Long.toHexString(low) + "]";
    }
}
