package dev.pointsman.benchmarks.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many streams that are open at once in a gateway with a small heap: a provider sends each a token a second, one of a
 * hundred clients does not read. Counts the answers that come whole, and the gateway's memory. Linux only.
 */
public final class OpenStreams {
    private static final String TOKEN =
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]}\n\n";
    private static final String END =
            TOKEN.replace("{\"content\":\"word \"}", "{}").replace("null", "\"stop\"");
    private static final String BODY =
            "{\"model\":\"chat\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final byte[] LAST = "data: [DONE]\n\n\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NOT_READING = 100; // one of so many
    private static final int AT_ONCE = 20; // connections opened per turn of 20 ms

    private final Selector provider = Selector.open();
    private final Selector clients = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final List<SocketChannel> streams = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private int asked;
    private int whole;
    private int broken;

    private OpenStreams() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        listener.configureBlocking(false);
        listener.register(provider, SelectionKey.OP_ACCEPT);
    }

    /** The last bytes that a client has received. */
    private static final class Tail {
        private final byte[] bytes = new byte[LAST.length];

        void add(ByteBuffer received) {
            int from = Math.max(received.position(), received.limit() - bytes.length);
            int count = received.limit() - from;
            System.arraycopy(bytes, count, bytes, 0, bytes.length - count);
            received.get(from, bytes, bytes.length - count, count);
        }

        boolean isWhole() {
            return Arrays.equals(bytes, LAST);
        }
    }

    /**
     * Measures and prints one line.
     *
     * @param arguments the gateway's jar, the number of streams, the seconds, and the largest heap such as {@code 256m}
     * @throws Exception if the gateway does not start
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("open-streams");
        OpenStreams open = new OpenStreams();
        Path configuration = folder.resolve("gateway.yml");
        Files.writeString(
                configuration, """
                pointsman:
                  providers: { p: { wire: openai, url: "http://127.0.0.1:%d/v1" } }
                  models: [ { id: m, provider: p } ]
                  pools: { chat: { primary: [m] } }
                """.formatted(((InetSocketAddress) open.listener.getLocalAddress()).getPort()));
        int port = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + arguments[3],
                "-XX:+ExitOnOutOfMemoryError",
                "-Dmicronaut.config.files=" + configuration,
                "-Dmicronaut.server.port=" + port,
                "-jar",
                Path.of(arguments[0]).toAbsolutePath().toString());
        try (ProxyProcess gateway = ProxyProcess.start(command, port, folder)) {
            open.run(gateway, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        }
        System.exit(0);
    }

    private void run(ProxyProcess gateway, int number, int seconds) throws IOException, InterruptedException {
        double before = gateway.heapMegabytes();
        List<SocketChannel> made = new ArrayList<>();
        long start = System.nanoTime();
        long nextTokens = start;
        double during = 0;
        int sent = 0;
        while (asked < number || sent < seconds) {
            for (int i = 0; i < AT_ONCE && made.size() < number; i++) {
                made.add(ask(gateway.port(), made.size() % NOT_READING != NOT_READING - 1));
            }
            turn(20);
            if (asked == number && sent == seconds / 2 && during == 0) {
                during = gateway.heapMegabytes();
            }
            if (System.nanoTime() - nextTokens >= 0) {
                nextTokens += TimeUnit.SECONDS.toNanos(1);
                sent += asked == number ? 1 : 0;
                sendAll(TOKEN);
            }
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds + 120L)) {
                throw new IOException(asked + " streams (expected: " + number + ")");
            }
        }
        sendAll(END);
        sendAll("data: [DONE]\n\n");
        for (SocketChannel stream : streams) {
            write(stream, "0\r\n\r\n");
        }
        int reading = number - number / NOT_READING;
        for (int i = 0; i < 1_500 && whole + broken < reading; i++) {
            turn(20);
        }
        System.out.printf(
                Locale.ROOT,
                "%d streams, %d s: %d of %d that read came whole, %d broken; heap in use %.1f MB idle, %.1f MB with all"
                        + " streams (%.1f KB each); resident %.0f MB%n",
                number,
                seconds,
                whole,
                reading,
                broken,
                before,
                during,
                (during - before) * 1024 / number,
                gateway.megabytes());
        made.forEach(OpenStreams::close);
    }

    private SocketChannel ask(int port, boolean reads) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(bytes("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + BODY.length()
                + "\r\n\r\n" + BODY));
        channel.configureBlocking(false);
        if (reads) {
            channel.register(clients, SelectionKey.OP_READ, new Tail());
        }
        return channel;
    }

    private void turn(int milliseconds) throws IOException {
        clients.select(this::read, milliseconds);
        provider.selectNow(this::serve);
    }

    private void read(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        if (!(key.attachment() instanceof Tail tail)) {
            return;
        }
        try {
            buffer.clear();
            int count = channel.read(buffer);
            buffer.flip();
            tail.add(buffer);
            if (count < 0) {
                broken++;
                channel.close();
            } else if (tail.isWhole()) {
                whole++;
                key.cancel();
            }
        } catch (IOException e) {
            broken++;
            close(channel);
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                for (SocketChannel made = listener.accept(); made != null; made = listener.accept()) {
                    made.configureBlocking(false);
                    made.register(provider, SelectionKey.OP_READ);
                }
                return;
            }
            SocketChannel channel = (SocketChannel) key.channel();
            buffer.clear();
            if (channel.read(buffer) < 0) {
                channel.close();
            } else if (new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII)
                    .contains("\"messages\"")) {
                asked++;
                streams.add(channel);
                write(
                        channel,
                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
                write(channel, chunk(TOKEN));
            }
        } catch (IOException e) {
            close(key.channel() instanceof SocketChannel channel ? channel : null);
        }
    }

    private void sendAll(String event) {
        String chunk = chunk(event);
        streams.forEach(stream -> write(stream, chunk));
    }

    private static String chunk(String event) {
        return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    private static void write(SocketChannel channel, String text) {
        try {
            if (channel.isOpen()) {
                channel.write(bytes(text)); // small beside the socket's buffer
            }
        } catch (IOException e) {
            close(channel);
        }
    }

    private static void close(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // it is gone
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
