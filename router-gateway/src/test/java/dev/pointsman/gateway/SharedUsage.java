package dev.pointsman.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pointsman.testkit.internal.redis.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Usage of each tenant, which has one limit or budget, as a server of state knows it. */
final class SharedUsage implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader replies;

    SharedUsage(RedisServer server) throws IOException {
        URI address = URI.create(server.uri());
        socket = new Socket(address.getHost(), address.getPort());
        replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    long spent(String tenant) {
        return Long.parseLong(fields(tenant).getOrDefault("spent", "-1"));
    }

    /** Returns what an instance has leased, and ended without giving back. */
    long held(String tenant, String instance) {
        return fields(tenant).entrySet().stream()
                .filter(field -> field.getKey().startsWith("h:" + instance))
                .mapToLong(field -> Long.parseLong(
                        field.getValue().substring(0, field.getValue().indexOf(' '))))
                .sum();
    }

    private Map<String, String> fields(String tenant) {
        List<String> keys = ask("KEYS *:usage:*" + tenant + "*");
        Map<String, String> fields = new HashMap<>();
        if (!keys.isEmpty()) {
            List<String> reply = ask("HGETALL " + keys.get(0));
            for (int i = 0; i < reply.size(); i += 2) {
                fields.put(reply.get(i), reply.get(i + 1));
            }
        }
        return fields;
    }

    /** Sends a command whose reply is an array of texts. */
    private List<String> ask(String command) {
        try {
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            int count = Integer.parseInt(replies.readLine().substring(1));
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                replies.readLine(); // the length
                texts.add(replies.readLine());
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
