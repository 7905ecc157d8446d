package dev.pointsman.micronaut.tenant;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Key of a client: belongs to one tenant. The key itself is not known, only its hash.
 *
 * @param tenant the tenant's name
 * @param id the id in usage and logs, unique in its tenant
 * @param hash the hash, {@code sha256:} and 64 hexadecimal digits
 * @param expires the last day on which it is accepted, in UTC; null for ever
 */
public record ClientKey(
        String tenant, String id, String hash, @Nullable LocalDate expires) {

    /**
     * Returns a key after a check of its values.
     *
     * @param tenant the tenant's name; not blank
     * @param id the id: 1 to 64 letters, digits, dots, hyphens and underscores
     * @param hash the hash
     * @param expires the last day; null for ever
     * @return the key
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static ClientKey of(String tenant, String id, String hash, @Nullable LocalDate expires) {
        if (tenant.isBlank()) {
            throw new IllegalArgumentException("tenant: \"\" (expected: the name of a tenant)");
        }
        if (!KeyHashes.isId(id)) {
            throw new IllegalArgumentException("id: (expected: " + KeyHashes.ID + ")");
        }
        if (!KeyHashes.isHash(hash)) {
            throw new IllegalArgumentException("hash: *** (expected: " + KeyHashes.HASH + ")");
        }
        return new ClientKey(tenant, id, hash, expires);
    }

    /**
     * Returns whether it is accepted at a time.
     *
     * @param time the time
     * @return false if it has expired
     */
    public boolean isValid(Instant time) {
        return expires == null
                || time.isBefore(
                        expires.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Returns tenant and id only: the hash is not for logs. */
    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
