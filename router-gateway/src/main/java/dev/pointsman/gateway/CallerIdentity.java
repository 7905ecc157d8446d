package dev.pointsman.gateway;

import dev.pointsman.model.RouteRequest;
import io.micronaut.http.HttpRequest;
import java.net.InetAddress;

/** Identity of a caller: its tenant, or the address a request comes from. */
final class CallerIdentity {
    private CallerIdentity() {}

    /** Returns the request with its caller, so that failures of one caller can be distinguished from those of many. */
    static RouteRequest named(HttpRequest<?> http, RouteRequest route) {
        InetAddress address = http.getRemoteAddress().getAddress();
        return route.tenant() != null || address == null
                ? route
                : route.toBuilder().caller(address.getHostAddress()).build();
    }
}
