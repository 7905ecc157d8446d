package dev.pointsman.benchmarks.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Many streams that are open at once in a gateway with a small heap: a provider sends each a token a second. One of a
 * hundred clients does not read, and is sent as much as is taken. Counts the answers that come whole, and the gateway's
 * memory. Linux only.
 */
public final class OpenStreams {
    private static final byte[] LAST = "data: [DONE]\n\n\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final int NOT_READING = 100; // one of so many
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(5); // two connections
    private static final int TURN = 20; // milliseconds
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final OpenProvider provider = new OpenProvider();
    private final Selector clients = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private int whole;
    private int broken;
    private int refused;

    private OpenStreams() throws IOException {}

    /** The last bytes that a client has received. */
    private static final class Tail {
        private final byte[] bytes = new byte[LAST.length];
        private boolean isRefused;
        private boolean isBegun;

        void add(ByteBuffer received) {
            if (!isBegun && received.limit() > STATUS) {
                isBegun = true;
                isRefused = received.get(STATUS) != '2';
            }
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
     * @param arguments the gateway's jar, the number of streams, the seconds, the largest heap such as {@code 256m}, and
     *     more options of its JVM
     * @throws Exception if the gateway does not start
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("open-streams");
        OpenStreams open = new OpenStreams();
        Path configuration = folder.resolve("gateway.yml");
        Files.writeString(configuration, """
                pointsman:
                  providers: { p: { wire: openai, url: "http://127.0.0.1:%d/v1" } }
                  models: [ { id: m, provider: p } ]
                  pools: { chat: { primary: [m] } }
                """.formatted(open.provider.port()));
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + arguments[3],
                "-XX:+ExitOnOutOfMemoryError",
                "-Dmicronaut.config.files=" + configuration,
                "-Dmicronaut.server.port=" + port));
        command.addAll(List.of(arguments).subList(4, arguments.length));
        command.addAll(List.of("-jar", Path.of(arguments[0]).toAbsolutePath().toString()));
        try (ProxyProcess gateway = ProxyProcess.start(command, port, folder)) {
            open.measure(gateway, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        }
        System.exit(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private void measure(ProxyProcess gateway, int number, int seconds) throws IOException, InterruptedException {
        double started = gateway.heapMegabytes();
        open(gateway, Math.max(100, number / 10), 5); // classes, code and buffers that stay
        double before = gateway.heapMegabytes();
        ProcessorTimes processor = gateway.processorTimes();
        double during = open(gateway, number, seconds);
        System.out.printf(
                Locale.ROOT,
                "%d streams, %d s: %d of %d that read came whole, %d refused, %d broken; heap in use %.1f MB at the start, %.1f MB"
                        + " after the first streams, %.1f MB with all streams (%.1f KB each), %.1f MB after them; resident"
                        + " %.0f MB; processor %.1f s%n",
                number,
                seconds,
                whole,
                number - number / NOT_READING,
                refused,
                broken,
                started,
                before,
                during,
                (during - before) * 1024 / number,
                gateway.heapMegabytes(),
                gateway.megabytes(),
                gateway.processorTimes().since(processor).all() / 1e9);
    }

    /** Opens streams, ends them after some seconds, and returns the heap in use half-way. */
    private double open(ProxyProcess gateway, int number, int seconds) throws IOException, InterruptedException {
        whole = 0;
        broken = 0;
        refused = 0;
        List<SocketChannel> made = new ArrayList<>();
        long start = System.nanoTime();
        long next = start; // of the tokens, also for those that wait for the others
        double during = 0;
        for (int sent = 0; sent < seconds; ) {
            long due = (System.nanoTime() - start) / BETWEEN;
            while (made.size() < Math.min(number, due)) {
                made.add(ask(gateway.port(), made.size() % NOT_READING != NOT_READING - 1));
            }
            turn();
            if (System.nanoTime() - next >= 0) {
                next += TimeUnit.SECONDS.toNanos(1);
                provider.sendToken();
                if (provider.asked() + refused + broken >= number && ++sent == seconds / 2) {
                    during = gateway.heapMegabytes();
                }
            }
            if (System.nanoTime() - start > PATIENCE * 2 + TimeUnit.SECONDS.toNanos(seconds)) {
                throw new IOException(
                        provider.asked() + " streams, " + refused + " refused (expected: " + number + ")");
            }
        }
        provider.end();
        long end = System.nanoTime();
        while (whole + broken + refused < number - number / NOT_READING && System.nanoTime() - end < PATIENCE) {
            turn();
        }
        made.forEach(OpenProvider::close);
        clients.selectNow();
        return during;
    }

    private SocketChannel ask(int port, boolean reads) throws IOException {
        String body = "{\"model\":\"chat\",\"stream\":true,\"user\":\"" + (reads ? "slow" : "fast")
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        if (reads) {
            channel.register(clients, SelectionKey.OP_READ, new Tail());
        }
        return channel;
    }

    private void turn() throws IOException {
        clients.select(this::read, TURN);
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
            tail.add(buffer.duplicate());
            if (tail.isRefused) {
                if (refused++ == 0) {
                    System.out.println(StandardCharsets.UTF_8.decode(buffer));
                }
                channel.close();
            } else if (count < 0) {
                broken++;
                channel.close();
            } else if (tail.isWhole()) {
                whole++;
                key.cancel();
            }
        } catch (IOException e) {
            broken++;
            OpenProvider.close(channel);
        }
    }
}
