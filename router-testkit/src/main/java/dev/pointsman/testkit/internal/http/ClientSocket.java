package dev.pointsman.testkit.internal.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One accepted socket, with the two things that raw sockets make hard: to wait, and to break. */
public final class ClientSocket {
    private static final int SEND_BUFFER = 64 * 1024;

    private final Socket socket;
    private final InputStream input;
    private final CountDownLatch cut = new CountDownLatch(1);

    ClientSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSendBufferSize(
                SEND_BUFFER); // the kernel would let it grow, and a reader that does not read go unnoticed
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    public InputStream input() {
        return input;
    }

    public OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    /**
     * Waits, and watches the client meanwhile: the wait is a read that should find nothing.
     *
     * @return true, at once, when the client closes its side; false after the whole wait
     */
    public boolean clientLeavesWithin(Duration wait) throws IOException {
        long end = System.nanoTime() + wait.toNanos();
        long millis = Math.min(Integer.MAX_VALUE, wait.toMillis());
        if (millis == 0) {
            return false;
        }
        input.mark(1);
        socket.setSoTimeout((int) millis);
        try {
            if (input.read() < 0) {
                return true;
            }
            input.reset();
        } catch (SocketTimeoutException waited) {
            return false;
        } finally {
            socket.setSoTimeout(0);
        }
        // The next request is here already, so the client is too; there is nothing left to watch.
        waitForCut(end - System.nanoTime());
        return false;
    }

    private void waitForCut(long nanos) throws IOException {
        try {
            if (cut.await(nanos, TimeUnit.NANOSECONDS)) {
                throw new SocketException("the provider went down");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    /** Closes with a reset; wakes threads that wait or read here. Thread-safe. */
    public void reset() {
        try {
            // First, because a thread woken below closes the socket too, and must close it with a reset.
            socket.setSoLinger(true, 0);
        } catch (SocketException closedAlready) {
            // Nothing left to reset, but a thread may still have to be woken.
        }
        cut.countDown();
        close();
    }

    public boolean wasReset() {
        return cut.getCount() == 0;
    }

    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // Closed is closed.
        }
    }
}
