package dev.pointsman.benchmarks.spending;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Provider that answers after the time, and with the usage, that a prompt says; counts what it has served. */
final class SpendingProvider implements AutoCloseable {
    private static final Pattern ASKED = Pattern.compile("wait=(\\d+) input=(\\d+) output=(\\d+)");
    private static final String ANSWER = """
            {"id": "a", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0,
            "message": {"role": "assistant", "content": "done"}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": %d, "completion_tokens": %d, "total_tokens": %d}}""";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final AtomicLong micros = new AtomicLong();

    SpendingProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Forgets what was served before. */
    void begin() {
        micros.set(0);
    }

    /** Returns the prices of all that was served, in millionths of a dollar. */
    long micros() {
        return micros.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher asked = ASKED.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            if (!asked.find()) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            int input = Integer.parseInt(asked.group(2));
            int output = Integer.parseInt(asked.group(3));
            Thread.sleep(Long.parseLong(asked.group(1)));
            byte[] body = ANSWER.formatted(input, output, input + output).getBytes(UTF_8);
            micros.addAndGet(SpentCall.micros(input, output));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
