package dev.pointsman.examples.gateway;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the operators' addresses to this machine: the gateway has no users, and its port may be open to the network.
 * {@code gateway.operators: anywhere} lifts that, for a gateway that something else guards.
 */
@ServerFilter({"/pointsman", "/pointsman/**", "/embedded", "/embedded/**"})
@Requires(property = "gateway.operators", notEquals = "anywhere")
final class LoopbackOnly {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Refuses who comes from elsewhere, also by a proxy, or by a page that made up a name for this machine. */
    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        InetSocketAddress remote = request.getRemoteAddress();
        boolean here = remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress()
                && HERE.contains(hostOf(request))
                && !request.getHeaders().contains("X-Forwarded-For")
                && !request.getHeaders().contains("Forwarded");
        return here
                ? null
                : HttpResponse.status(HttpStatus.FORBIDDEN)
                        .body(Errors.body(
                                "operators come from this machine alone, by the name localhost;"
                                        + " gateway.operators: anywhere lifts that",
                                "invalid_request_error",
                                "forbidden"));
    }

    private static String hostOf(HttpRequest<?> request) {
        String host = request.getHeaders().get("Host", String.class, "");
        return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT); // names of hosts know no case
    }
}
