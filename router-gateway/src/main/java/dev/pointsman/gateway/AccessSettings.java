package dev.pointsman.gateway;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Host names of the gateway, and origins of web pages that may call it.
 *
 * @param hosts host names, without port, accepted in the header {@code Host} beside {@code localhost}, {@code 127.0.0.1}
 *     and {@code [::1]}; {@code *} accepts every name. Default: none. A gateway that listens to the network also accepts
 *     its own IP addresses
 * @param origins origins, such as {@code https://chat.example.com}, accepted in the header {@code Origin} beside the
 *     gateway's own; {@code *} accepts every origin. Default: none
 */
@Introspected
@ConfigurationProperties("gateway")
record AccessSettings(
        @Nullable List<String> hosts, @Nullable List<String> origins) {}
