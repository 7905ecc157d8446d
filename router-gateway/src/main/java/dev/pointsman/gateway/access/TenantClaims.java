package dev.pointsman.gateway.access;

import jakarta.inject.Singleton;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Tenants of authenticated users, without Micronaut's security: none. */
@Singleton
class TenantClaims {

    /** Returns whether Micronaut's security authenticates clients. */
    boolean isSecured() {
        return false;
    }

    /** Returns the tenant that a user's token names; null if it names none. */
    @Nullable
    String tenant(Principal user) {
        return null;
    }
}
