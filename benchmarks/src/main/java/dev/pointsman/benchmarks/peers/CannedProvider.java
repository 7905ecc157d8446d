package dev.pointsman.benchmarks.peers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Provider of chat completions that answers at once with prepared bytes, each event of a stream with a write of its own.
 * The first number after {@code tokens} in a request is the number of events with text.
 */
final class CannedProvider implements AutoCloseable {
    private static final String CHUNK =
            "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                    + "\"model\":\"m\",\"system_fingerprint\":\"fp_1\",\"choices\":[{\"index\":0,\"delta\":%s,\"logprobs\":null,"
                    + "\"finish_reason\":%s}]}\n\n";
    private static final String WHOLE =
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                    + "words of an answer ".repeat(20)
                    + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":20,\"total_tokens\":29}}";
    private static final String USAGE =
            "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                    + "\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":20,\"total_tokens\":29}}\n\n";

    private final ServerSocket socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final byte[] whole = bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + WHOLE.length() + "\r\n\r\n" + WHOLE);
    private final byte[] head =
            bytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");

    CannedProvider() throws IOException {
        start("canned-provider", this::accept);
    }

    private static void start(String name, Runnable work) {
        Thread made = new Thread(work, name);
        made.setDaemon(true);
        made.start();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                start("canned-connection", () -> serve(connection));
            }
        } catch (IOException closed) {
            // the run is over
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            for (String body = request(in); body != null; body = request(in)) {
                if (body.contains("\"stream\":true")) {
                    stream(out, Integer.parseInt(body.replaceFirst("(?s).*tokens (\\d+).*", "$1")));
                } else {
                    out.write(whole);
                }
            }
        } catch (IOException gone) {
            // the peer has closed it
        }
    }

    /** Returns the body of the next request; null at the end of the connection. */
    private static @Nullable String request(InputStream in) throws IOException {
        int length = 0;
        boolean any = false;
        for (String line = HttpLines.next(in); line != null; line = HttpLines.next(in)) {
            if (line.isEmpty() && any) {
                return new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
            any = true;
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
        }
        return null;
    }

    private void stream(OutputStream out, int tokens) throws IOException {
        out.write(head);
        write(out, CHUNK.formatted("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        byte[] token = chunk(CHUNK.formatted("{\"content\":\"word \"}", "null"));
        for (int i = 0; i < tokens; i++) {
            out.write(token);
        }
        write(out, CHUNK.formatted("{}", "\"stop\""));
        write(out, USAGE);
        write(out, "data: [DONE]\n\n");
        out.write(bytes("0\r\n\r\n"));
    }

    private static void write(OutputStream out, String event) throws IOException {
        out.write(chunk(event));
    }

    private static byte[] chunk(String event) {
        return bytes(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
