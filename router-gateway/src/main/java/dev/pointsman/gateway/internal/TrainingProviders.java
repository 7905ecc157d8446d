package dev.pointsman.gateway.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Providers of chat completions and of Messages on the loopback address, with the same answer to each request, in pieces
 * of different sizes. That of chat completions refuses a {@link #REFUSED} prompt.
 */
final class TrainingProviders implements AutoCloseable {
    /** A prompt. */
    static final String REFUSED = "words to be refused";

    private static final int WORDS = 20;
    private static final List<Integer> PIECES = List.of(1, 1, 4, 100); // events written at once, by request
    private static final int UNAVAILABLE = 503;
    private static final String CHUNK = "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,"
            + "\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n";
    private static final String COMPLETION =
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"words of an answer\"},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":20,\"total_tokens\":29}}";
    private static final String MESSAGE = "{\"id\":\"c\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"words of an answer\"}],\"stop_reason\":\"end_turn\","
            + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":9,\"output_tokens\":20}}";
    private static final String EVENT = "event: %1$s\ndata: {\"type\":\"%1$s\"%2$s}\n\n";

    private final ExecutorService threads;
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> completionEvents = completionEvents();
    private final List<String> messageEvents = messageEvents();

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // each answer would wait for an acknowledgement
    }

    TrainingProviders() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newFixedThreadPool(2, work -> {
            Thread made = new Thread(work, "training-provider");
            made.setDaemon(true);
            return made;
        });
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", exchange -> answer(exchange, COMPLETION, completionEvents));
        server.createContext("/v1/messages", exchange -> answer(exchange, MESSAGE, messageEvents));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange, String whole, List<String> events) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (request.contains(REFUSED) && events == completionEvents) {
                exchange.sendResponseHeaders(UNAVAILABLE, -1);
            } else if (request.contains("\"stream\":true")) {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
                write(exchange.getResponseBody(), events, PIECES.get(requests.getAndIncrement() % PIECES.size()));
            } else {
                byte[] body = whole.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static void write(OutputStream body, List<String> events, int atOnce) throws IOException {
        try (body) {
            for (int i = 0; i < events.size(); i += atOnce) {
                String piece = String.join("", events.subList(i, Math.min(i + atOnce, events.size())));
                body.write(piece.getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        }
    }

    private static List<String> completionEvents() {
        String words = repeated(CHUNK.formatted("{\"content\":\"word \"}", "null"));
        return split(CHUNK.formatted("{\"role\":\"assistant\",\"content\":\"\"}", "null")
                + words
                + CHUNK.formatted("{}", "\"stop\"")
                + "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":20,\"total_tokens\":29}}\n\n"
                + "data: [DONE]\n\n");
    }

    private static List<String> messageEvents() {
        String words = repeated(EVENT.formatted(
                "content_block_delta", ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"word \"}"));
        return split(EVENT.formatted(
                        "message_start",
                        ",\"message\":{\"id\":\"c\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],"
                                + "\"stop_reason\":null,\"stop_sequence\":null,"
                                + "\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}")
                + EVENT.formatted(
                        "content_block_start", ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
                + words
                + EVENT.formatted("content_block_stop", ",\"index\":0")
                + EVENT.formatted(
                        "message_delta",
                        ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                + "\"usage\":{\"output_tokens\":20}")
                + EVENT.formatted("message_stop", ""));
    }

    private static String repeated(String event) {
        return IntStream.range(0, WORDS).mapToObj(i -> event).collect(Collectors.joining());
    }

    private static List<String> split(String events) {
        return List.of(events.split("(?<=\n\n)"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
