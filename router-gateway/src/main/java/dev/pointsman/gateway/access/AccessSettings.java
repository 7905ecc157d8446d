package dev.pointsman.gateway.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of the gateway and of its models: host names, origins of web pages that may call it, and aliases of models.
 *
 * @param hosts host names, without port, accepted in the header {@code Host} beside {@code localhost}, {@code 127.0.0.1}
 *     and {@code [::1]}; {@code *} accepts every name. Default: none. A gateway that listens to the network also accepts
 *     its own IP addresses
 * @param origins origins, such as {@code https://chat.example.com}, accepted in the header {@code Origin} beside the
 *     gateway's own; {@code *} accepts every origin. Default: none
 * @param aliases pool or model by a further name that a request may use for it; {@code *} in a name stands for any
 *     characters, as in {@code claude-*}; names without it go first, then the longest. Default: none
 */
@Introspected
@ConfigurationProperties("gateway")
public record AccessSettings(
        @Nullable List<String> hosts,
        @Nullable List<String> origins,
        @Nullable Map<String, String> aliases) {}
