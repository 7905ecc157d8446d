package dev.pointsman.gateway;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider on loopback that generates streams while sending them: for the model {@code bulk} 200 MB each. */
final class GeneratingProvider implements AutoCloseable {
    static final long BULK = 200L << 20;

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String END =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    private static final int STACK = 128 * 1024;

    /** The bytes that each bulk stream has written. */
    final Queue<AtomicLong> bulkStreams = new ConcurrentLinkedQueue<>();

    private final ServerSocket server = new ServerSocket(0, 1024, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    private final int tokens;
    private final long pauseMillis;

    /** Its other streams have so many tokens, with a pause between them. */
    GeneratingProvider(int tokens, long pauseMillis) throws IOException {
        this.tokens = tokens;
        this.pauseMillis = pauseMillis;
        thread(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                thread(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String body = body(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
            out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
            if (body.contains("\"bulk\"")) {
                sendBulk(out);
            } else {
                talk(out);
            }
            out.write(END.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException gone) {
            // the gateway has closed the connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendBulk(OutputStream out) throws IOException {
        AtomicLong sent = new AtomicLong();
        bulkStreams.add(sent);
        byte[] event = event("and on it goes, ".repeat(8));
        while (sent.get() < BULK) {
            out.write(event);
            sent.addAndGet(event.length);
        }
    }

    private void talk(OutputStream out) throws IOException, InterruptedException {
        for (int i = 0; i < tokens; i++) {
            out.write(event("word "));
            out.flush();
            Thread.sleep(pauseMillis);
        }
    }

    private static byte[] event(String text) {
        return ("data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text
                        + "\"},\"finish_reason\":null}]}\n\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String body(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no request");
            }
            head.append((char) b);
        }
        Matcher length = LENGTH.matcher(head);
        return new String(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0), StandardCharsets.UTF_8);
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(null, task, "generating-provider", STACK);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
