package dev.pointsman.gateway.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * Keys of clients.
 *
 * @param required whether clients of the API must send a key, as {@code Authorization: Bearer} or {@code x-api-key}.
 *     Default: true as soon as a key is configured, a key file is set, or a tenant's claim. Without keys the gateway
 *     listens on loopback addresses only, unless this is false, which opens it to every client that can connect
 * @param file path of the file of the keys that operators make while the gateway runs, with their hashes. Default: none,
 *     and only configured keys ({@code pointsman.tenants}) are known
 * @param tenantClaim claim of a token that names the tenant, where Micronaut's security is in force. Default:
 *     {@code tenant}
 */
@Introspected
@ConfigurationProperties("gateway.keys")
public record KeySettings(
        @Nullable Boolean required,
        @Nullable String file,
        @Bindable(defaultValue = "tenant") String tenantClaim) {}
