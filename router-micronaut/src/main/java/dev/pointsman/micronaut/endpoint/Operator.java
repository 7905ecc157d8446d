package dev.pointsman.micronaut.endpoint;

import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Client that executes an action.
 *
 * @param name the authenticated name; null if not authenticated
 * @param from the network address of the other end of the connection
 */
record Operator(@Nullable String name, String from) {
    private static final String ANONYMOUS = "anonymous";
    private static final String UNKNOWN = "unknown";

    static Operator of(HttpRequest<?> request) {
        String name = request.getUserPrincipal()
                .map(Principal::getName)
                .map(LogSanitizer::text)
                .orElse(null);
        return new Operator(name, address(request.getRemoteAddress()));
    }

    boolean isKnown() {
        return name != null;
    }

    String who() {
        return name == null ? ANONYMOUS : name;
    }

    private static String address(@Nullable InetSocketAddress remote) {
        InetAddress address = remote == null ? null : remote.getAddress();
        return address == null ? UNKNOWN : address.getHostAddress();
    }
}
