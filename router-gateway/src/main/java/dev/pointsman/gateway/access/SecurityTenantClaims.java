package dev.pointsman.gateway.access;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.value.PropertyResolver;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Tenants of the users of Micronaut's security, by a claim of their tokens. */
@Singleton
@Requires(classes = Authentication.class)
@Replaces(TenantClaims.class)
final class SecurityTenantClaims extends TenantClaims {
    private final String claim;
    private final boolean secured;

    SecurityTenantClaims(KeySettings settings, PropertyResolver properties) {
        this.claim = settings.tenantClaim();
        this.secured = properties
                .getProperty("micronaut.security.enabled", Boolean.class)
                .orElse(true);
    }

    @Override
    boolean isSecured() {
        return secured;
    }

    @Override
    @Nullable
    String tenant(Principal user) {
        Object value =
                user instanceof Authentication known ? known.getAttributes().get(claim) : null;
        return value instanceof String text && !text.isBlank() ? text : null;
    }
}
