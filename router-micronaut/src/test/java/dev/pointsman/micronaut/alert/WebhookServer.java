package dev.pointsman.micronaut.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A webhook on loopback that remembers what it was told. */
final class WebhookServer implements AutoCloseable {
    static final String SECRET = "T0P-S3CR3T-PATH";

    final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    final List<String> keys = new CopyOnWriteArrayList<>();
    final CountDownLatch asked = new CountDownLatch(1);
    private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile int usually = 200;

    WebhookServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/services/" + SECRET);
    }

    /** Answers the next requests so, then as usual. */
    WebhookServer next(Integer... codes) {
        statuses.addAll(List.of(codes));
        return this;
    }

    WebhookServer always(int status) {
        usually = status;
        return this;
    }

    /** Sends no answer until the latch opens. */
    WebhookServer behind(CountDownLatch latch) {
        gate = latch;
        return this;
    }

    String body() throws InterruptedException {
        String body = bodies.poll(20, TimeUnit.SECONDS);
        if (body == null) {
            throw new AssertionError("the webhook was told nothing");
        }
        return body;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String key = exchange.getRequestHeaders().getFirst("X-Key");
        asked.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Integer scripted = statuses.poll();
        int status = scripted == null ? usually : scripted;
        keys.add(key == null ? "" : key);
        if (status == 200) {
            bodies.add(body);
        }
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
