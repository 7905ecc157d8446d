package dev.pointsman.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Accepts connections from one listening socket, on a thread of its own, and gives each of them a thread; all are
 * daemons.
 */
final class Acceptor implements Runnable {
    private final ServerSocket socket;
    private final Function<Line, Runnable> handler;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    private Acceptor(ServerSocket socket, Function<Line, Runnable> handler) {
        this.socket = socket;
        this.handler = handler;
        this.thread = thread("accept", this);
    }

    static Acceptor start(ServerSocket socket, Function<Line, Runnable> handler) {
        Acceptor acceptor = new Acceptor(socket, handler);
        acceptor.thread.start();
        return acceptor;
    }

    @Override
    public void run() {
        while (!socket.isClosed()) {
            try {
                serve(new Line(socket.accept()));
            } catch (IOException closedOrGone) {
                // Either this socket is closed, and the loop ends, or a client left between connect and accept.
            }
        }
    }

    private void serve(Line line) {
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
        // The kernel keeps the port while a thread still waits in accept; and after it, nobody adds a line.
        join();
        lines.forEach(Line::reset);
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
