package dev.pointsman.gateway.access;

import dev.pointsman.gateway.response.DemoMode;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Check at the start: without keys of clients the gateway listens on loopback addresses only, unless it is opened by
 * name. A demonstration has nothing to protect, and Micronaut's security authenticates clients itself.
 */
@Context
final class OpenNetworkCheck {
    OpenNetworkCheck(
            ListenAddresses listening,
            ClientKeys keys,
            KeySettings settings,
            TenantClaims claims,
            @Nullable DemoMode demo) {
        boolean opened = Boolean.FALSE.equals(settings.required());
        if (!listening.isLoopbackOnly() && !keys.isRequired() && !opened && !claims.isSecured() && demo == null) {
            throw new ConfigurationException(
                    "micronaut.server.host: the network, without keys of clients (expected: a loopback address such as"
                            + " 127.0.0.1; or keys in pointsman.tenants or gateway.keys.file; or, where a proxy"
                            + " authenticates clients, gateway.keys.required: false)");
        }
    }
}
