package dev.pointsman.micronaut.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys of the clients of all tenants, by their hashes. Immutable. */
public final class TenantKeys {

    /** No keys. */
    public static final TenantKeys NONE = new TenantKeys(List.of());

    private final Map<String, ClientKey> byHash = new LinkedHashMap<>();

    /**
     * Creates a set of keys; of two with the same hash, the first one counts.
     *
     * @param keys the keys
     */
    public TenantKeys(Collection<ClientKey> keys) {
        keys.forEach(key -> byHash.putIfAbsent(key.hash(), key));
    }

    /**
     * Returns whether there are no keys.
     *
     * @return true if no client can be authenticated
     */
    public boolean isEmpty() {
        return byHash.isEmpty();
    }

    /**
     * Returns the keys.
     *
     * @return all of them
     */
    public List<ClientKey> all() {
        return List.copyOf(byHash.values());
    }

    /**
     * Returns the key of a client.
     *
     * @param presented the key as the client has sent it
     * @param time the time
     * @return the key's owner; null if it is unknown or has expired
     */
    public @Nullable ClientKey find(String presented, Instant time) {
        String hash = KeyHashes.hash(presented);
        ClientKey found = byHash.get(hash);
        // The map compares hashes, whose bits say nothing of the key; the comparison that decides takes constant time.
        return found != null && isEqual(found.hash(), hash) && found.isValid(time) ? found : null;
    }

    private static boolean isEqual(String first, String second) {
        return MessageDigest.isEqual(
                first.getBytes(StandardCharsets.US_ASCII), second.getBytes(StandardCharsets.US_ASCII));
    }
}
