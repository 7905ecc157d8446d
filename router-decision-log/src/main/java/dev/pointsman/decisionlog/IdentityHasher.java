package dev.pointsman.decisionlog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Hashes of the names of tenants and sessions. Not thread-safe. */
final class IdentityHasher {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final @Nullable Mac tenants;
    private final @Nullable Mac sessions;

    private IdentityHasher(@Nullable Mac tenants, @Nullable Mac sessions) {
        this.tenants = tenants;
        this.sessions = sessions;
    }

    static IdentityHasher of(IdentityLogging tenant, IdentityLogging session, String salt) {
        return new IdentityHasher(mac(tenant, "tenant:" + salt), mac(session, "session:" + salt));
    }

    @Nullable
    String tenant(@Nullable String name) {
        return hash(tenants, name);
    }

    @Nullable
    String session(@Nullable String name) {
        return hash(sessions, name);
    }

    private static @Nullable Mac mac(IdentityLogging identity, String key) {
        if (identity == IdentityLogging.NONE) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static @Nullable String hash(@Nullable Mac mac, @Nullable String name) {
        if (mac == null || name == null) {
            return null;
        }
        byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
    }
}
