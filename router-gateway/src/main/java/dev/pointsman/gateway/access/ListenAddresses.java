package dev.pointsman.gateway.access;

import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration.NettyListenerConfiguration;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses that the server is configured to listen on. */
@Singleton
final class ListenAddresses {
    private final boolean loopbackOnly;

    ListenAddresses(NettyHttpServerConfiguration server) {
        List<NettyListenerConfiguration> listeners = server.getListeners();
        loopbackOnly = listeners == null
                ? isLoopback(server.getHost().orElse(null))
                : listeners.stream().allMatch(ListenAddresses::isLoopback);
    }

    /** Returns whether all addresses are loopback addresses, whatever the port. */
    boolean isLoopbackOnly() {
        return loopbackOnly;
    }

    /** Returns whether a listener is bound to a loopback address; an inherited socket may listen anywhere. */
    private static boolean isLoopback(NettyListenerConfiguration listener) {
        return switch (listener.getFamily()) {
            case UNIX -> false; // its peers have no address to judge by
            case TCP, QUIC -> listener.getFd() == null && isLoopback(listener.getHost());
        };
    }

    private static boolean isLoopback(@Nullable String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
