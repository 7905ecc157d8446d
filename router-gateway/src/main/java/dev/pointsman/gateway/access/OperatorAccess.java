package dev.pointsman.gateway.access;

import dev.pointsman.gateway.response.DemoMode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authentication of operators by the gateway, where Micronaut's security is not in force.
 *
 *
 * <p>A token authenticates an operator from anywhere. A local connection alone does not, as a reverse proxy on the same
 * machine connects for all clients: it permits reads only, and only if no process of another user made it. In
 * demonstration mode, which has nothing to protect, it permits everything.
 */
@Singleton
final class OperatorAccess {
    private static final Principal BY_TOKEN = () -> "operator";
    private static final Principal LOCAL = () -> "local";
    private static final Set<String> OF_PROXIES = Set.of(
            "forwarded", "via", "x-real-ip", "x-client-ip", "x-original-host", "true-client-ip", "cf-connecting-ip");
    private static final String OF_PROXIES_TOO = "x-forwarded";

    private final OperatorToken token;
    private final ListenAddresses listening;
    private final OperatorSettings settings;
    private final PeerProcess peers;
    private final boolean demo;

    OperatorAccess(
            OperatorToken token,
            ListenAddresses listening,
            OperatorSettings settings,
            PeerProcess peers,
            @Nullable DemoMode demo) {
        this.token = token;
        this.listening = listening;
        this.settings = settings;
        this.peers = peers;
        this.demo = demo != null;
    }

    /** Returns the operator that a request comes from; null if it is not authenticated. */
    @Nullable
    Principal of(HttpRequest<?> request) {
        if (token.isIn(request.getHeaders())) {
            return BY_TOKEN;
        }
        // What presents a client's key, or a wrong token, is no operator, wherever it runs.
        boolean reads = isRead(request.getMethod()) && PresentedKey.of(request.getHeaders()) == null;
        boolean trusted = demo || (reads && settings.localReads());
        return trusted && isLocal(request) && (demo || peers.isOwnUser(request)) ? LOCAL : null;
    }

    private boolean isLocal(HttpRequest<?> request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return listening.isLoopbackOnly()
                && remote != null
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress()
                && AllowedHosts.isLocal(request.getHeaders().get(HttpHeaders.HOST, String.class, ""))
                && !isOldHttp(request) // which proxies speak by default, and no operator's tool
                && request.getHeaders().names().stream().noneMatch(OperatorAccess::isOfProxy);
    }

    private static boolean isOldHttp(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> received
                && received.getNativeRequest().protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    private static boolean isRead(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static boolean isOfProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return OF_PROXIES.contains(name) || name.startsWith(OF_PROXIES_TOO);
    }
}
