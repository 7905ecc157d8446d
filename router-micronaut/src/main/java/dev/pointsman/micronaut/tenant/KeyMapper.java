package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.ConfigErrors;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mapper of the keys of one tenant. */
final class KeyMapper {
    private final String tenant;
    private final Set<String> hashes; // of all tenants
    private final ConfigErrors keys;
    private final Set<String> ids = new HashSet<>();

    KeyMapper(String tenant, Set<String> hashes, ConfigErrors keys) {
        this.tenant = tenant;
        this.hashes = hashes;
        this.keys = keys;
    }

    @Nullable
    ClientKey of(TenantConfig.Key config, int index) {
        ConfigErrors at = keys.in(index);
        String id = config.id();
        String hash = config.hash();
        boolean right = true;
        if (id == null) {
            at.in("id").missing("a name");
            right = false;
        } else {
            right &= at.in("id").require(KeyHashes.isId(id), id, KeyHashes.ID) && unique(ids, id, at.in("id"));
        }
        if (hash == null) {
            at.in("hash").missing(KeyHashes.HASH);
            right = false;
        } else { // a key itself, written here by mistake, is not quoted
            right &= at.in("hash").require(KeyHashes.isHash(hash), "***", KeyHashes.HASH)
                    && (hashes.add(hash) || refuse(at.in("hash"), "a hash that another key has"));
        }
        LocalDate expires = day(config.expires(), at.in("expires"));
        return right && id != null && hash != null ? new ClientKey(tenant, id, hash, expires) : null;
    }

    private static boolean unique(Set<String> known, String id, ConfigErrors at) {
        return known.add(id) || at.require(false, id, "another id, as two keys of the tenant have this one");
    }

    private static boolean refuse(ConfigErrors at, String value) {
        at.refuse(value, "one key for each hash");
        return false;
    }

    private static @Nullable LocalDate day(@Nullable String given, ConfigErrors at) {
        try {
            return given == null ? null : LocalDate.parse(given);
        } catch (DateTimeException e) {
            at.refuse(given, "a day, such as 2027-06-30");
            return null;
        }
    }
}
