package dev.pointsman.benchmarks.peers;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Connection of one client to a proxy; each call is timed. Not thread-safe. */
final class PeerConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    PeerConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** Nanoseconds of a call to the first byte of its body, and to its end. */
    record Timing(long first, long end) {}

    Timing call(byte[] request) throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(request);
        String status = line();
        if (!status.contains(" 200")) {
            throw new IOException(status + " (expected: 200)");
        }
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
        }
        in.mark(1);
        int unused = in.read();
        long first = System.nanoTime() - start;
        in.reset();
        if (length >= 0) {
            in.skipNBytes(length);
        } else {
            for (int size = chunk(); size > 0; size = chunk()) {
                in.skipNBytes(size + 2L);
            }
            line();
        }
        return new Timing(first, System.nanoTime() - start);
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        String line = HttpLines.next(in);
        if (line == null) {
            throw new EOFException("connection: closed (expected: kept open)");
        }
        return line;
    }

    /** Returns the bytes of a chat request. */
    static byte[] request(String body) {
        return ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer key\r\nx-portkey-provider: openai\r\nx-portkey-custom-host: "
                        + System.getProperty("peers.provider") + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
