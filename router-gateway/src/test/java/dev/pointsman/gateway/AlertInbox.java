package dev.pointsman.gateway;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Webhook that keeps the alerts of a gateway. */
final class AlertInbox implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final List<String> alerts = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    AlertInbox() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            alerts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** Returns the settings of a gateway that sends its alerts here, in YAML. */
    String settings() {
        return """
                alerts:
                  url: "http://127.0.0.1:%d/alerts"
                  format: json
                  min-interval: 0s
                  at-most: 10000
                """.formatted(server.getAddress().getPort());
    }

    void clear() {
        alerts.clear();
    }

    /** Waits for an alert of a kind about a model. */
    void await(String kind, String model) throws InterruptedException {
        long until = System.nanoTime() + SOON.toNanos();
        while (alerts.stream().noneMatch(alert -> alert.contains('"' + kind + '"') && alert.contains(model))) {
            if (System.nanoTime() > until) {
                throw new AssertionError("no alert " + kind + " about " + model + " in " + alerts);
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
