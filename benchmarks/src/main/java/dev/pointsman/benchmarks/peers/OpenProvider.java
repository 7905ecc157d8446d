package dev.pointsman.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Provider of streams that stay open until they are ended together. A request that holds {@code "user":"fast"} is sent
 * as much as its connection takes. It has a thread of its
 * own; safe for all threads.
 */
final class OpenProvider {
    private static final String TOKEN =
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]}\n\n";
    private static final String LONG_TOKEN = TOKEN.replace("word ", "word ".repeat(3_000));
    private static final String END =
            TOKEN.replace("{\"content\":\"word \"}", "{}").replace("null", "\"stop\"");
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static final int TURN = 20; // milliseconds

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final List<OpenAnswer> answers = new ArrayList<>();

    OpenProvider() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        Thread made = new Thread(this::run, "open-provider");
        made.setDaemon(true);
        made.start();
    }

    /** Stream to one connection, with the bytes that it has not yet taken. */
    private static final class OpenAnswer {
        private final SocketChannel channel;
        private final boolean isFast;
        private final Deque<ByteBuffer> unsent = new ArrayDeque<>();

        OpenAnswer(SocketChannel channel, boolean isFast) {
            this.channel = channel;
            this.isFast = isFast;
        }

        void send(String text) {
            unsent.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            flush();
        }

        void flush() {
            try {
                for (ByteBuffer next = unsent.peek(); next != null && channel.isOpen(); next = unsent.peek()) {
                    channel.write(next);
                    if (next.hasRemaining()) {
                        return;
                    }
                    unsent.remove();
                }
            } catch (IOException e) {
                close(channel);
            }
        }
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** Returns the number of streams since the last end. */
    synchronized int asked() {
        return answers.size();
    }

    private void run() {
        try {
            while (true) {
                selector.select(TURN);
                turn();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Accepts and reads what is there, and sends what can be sent. */
    private synchronized void turn() throws IOException {
        selector.selectNow(this::serve);
        answers.forEach(answer -> {
            answer.flush();
            if (answer.isFast && answer.unsent.isEmpty() && answer.channel.isOpen()) {
                answer.send(chunk(LONG_TOKEN));
            }
        });
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                for (SocketChannel made = listener.accept(); made != null; made = listener.accept()) {
                    made.configureBlocking(false);
                    made.register(selector, SelectionKey.OP_READ);
                }
                return;
            }
            SocketChannel channel = (SocketChannel) key.channel();
            buffer.clear();
            int count = channel.read(buffer);
            String received = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
            if (count < 0) {
                channel.close();
            } else if (received.contains("\"messages\"")) {
                OpenAnswer answer = new OpenAnswer(channel, received.contains("\"user\":\"fast\""));
                answers.add(answer);
                answer.send(HEAD);
                answer.send(chunk(TOKEN));
            }
        } catch (IOException e) {
            close(key.channel() instanceof SocketChannel channel ? channel : null);
        }
    }

    /** Sends each stream a token. */
    synchronized void sendToken() {
        String token = chunk(TOKEN);
        answers.forEach(answer -> answer.send(token));
    }

    /** Ends all streams. */
    synchronized void end() throws IOException {
        String end = chunk(END) + chunk("data: [DONE]\n\n") + "0\r\n\r\n";
        answers.forEach(answer -> answer.send(end));
        for (OpenAnswer answer : answers) {
            if (answer.isFast) {
                answer.channel.close();
            }
        }
        answers.clear();
    }

    private static String chunk(String event) {
        return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    static void close(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // it is gone
        }
    }
}
