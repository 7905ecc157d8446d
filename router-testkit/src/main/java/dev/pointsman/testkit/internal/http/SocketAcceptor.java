package dev.pointsman.testkit.internal.http;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Accepts connections from one listening socket, on a thread of its own, and gives each of them a thread; all are
 * daemons.
 */
final class SocketAcceptor implements Runnable {
    private final ServerSocket socket;
    private final Function<ClientSocket, Runnable> handler;
    private final Set<ClientSocket> lines = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    private SocketAcceptor(ServerSocket socket, Function<ClientSocket, Runnable> handler) {
        this.socket = socket;
        this.handler = handler;
        this.thread = thread("accept", this);
    }

    static SocketAcceptor start(ServerSocket socket, Function<ClientSocket, Runnable> handler) {
        SocketAcceptor acceptor = new SocketAcceptor(socket, handler);
        acceptor.thread.start();
        return acceptor;
    }

    @Override
    public void run() {
        while (!socket.isClosed()) {
            try {
                serve(new ClientSocket(socket.accept()));
            } catch (IOException closedOrGone) {
                // Either this socket is closed, and the loop ends, or a client left between connect and accept.
            }
        }
    }

    private void serve(ClientSocket line) {
        lines.add(line);
        thread("connection", () -> {
                    handler.apply(line).run();
                    lines.remove(line);
                })
                .start();
    }

    /** Stops listening and resets all connections. The port is free when this returns. */
    void stop() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            thread.interrupt();
        }
        // The kernel keeps the port while a thread still waits in accept; afterwards no connection is added.
        join();
        lines.forEach(ClientSocket::reset);
        lines.clear();
    }

    private void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread thread(String role, Runnable work) {
        Thread made = new Thread(work, "faulty-provider-" + socket.getLocalPort() + "-" + role);
        made.setDaemon(true);
        return made;
    }
}
