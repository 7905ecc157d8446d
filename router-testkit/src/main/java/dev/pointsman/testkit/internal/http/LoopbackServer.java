package dev.pointsman.testkit.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A listening socket that can go down and come back on the same port. State is guarded by this object. */
public final class LoopbackServer {
    private static final int BACKLOG = 1024;

    private final Function<ClientSocket, Runnable> handler;
    private @Nullable SocketAcceptor acceptor;
    private int port;

    public LoopbackServer(Function<ClientSocket, Runnable> handler) {
        this.handler = handler;
    }

    public synchronized int port() {
        return port;
    }

    public synchronized void open() {
        if (acceptor != null) {
            return;
        }
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
            port = socket.getLocalPort();
            acceptor = SocketAcceptor.start(socket, handler);
        } catch (IOException taken) {
            throw new UncheckedIOException("port " + port + ": cannot listen", taken);
        }
    }

    /** Refuses new connections and resets the old ones; a program that dies does no less. */
    public synchronized void close() {
        if (acceptor != null) {
            acceptor.stop();
            acceptor = null;
        }
    }
}
