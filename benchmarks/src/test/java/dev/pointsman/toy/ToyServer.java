package dev.pointsman.toy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Provider that speaks the toy protocol and checks its signatures. */
final class ToyServer implements AutoCloseable {
    static final String KEY = "toy-secret";

    final Queue<String> seen = new ConcurrentLinkedQueue<>();
    volatile boolean cut;
    private final HttpServer server;

    ToyServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/toy/say/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/toy";
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String address = exchange.getRequestURI().toString();
        seen.add(address + " " + new String(body, StandardCharsets.UTF_8));
        String signature = ToyWire.signature(KEY, exchange.getRequestMethod(), address, body);
        if (!signature.equals(exchange.getRequestHeaders().getFirst("x-toy-signature"))) {
            send(exchange, 401, "{\"oops\":\"bad signature\"}");
        } else if (new String(body, StandardCharsets.UTF_8).contains("hurry")) {
            send(exchange, 400, "{\"oops\":\"slow down\"}");
        } else if (address.endsWith("?as=lines")) {
            send(exchange, 200, "{\"piece\":\"Hello \"}\n{\"piece\":\"toy\"}\n" + (cut ? "" : "{\"end\":2}\n"));
        } else {
            send(exchange, 200, "{\"say\":\"Hello toy\",\"words\":2}");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
