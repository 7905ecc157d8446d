package dev.pointsman.gateway.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Calls to a {@link TrainingGateway}, different from round to round in what differs between clients: headers, length of the
 * prompt, and whether the answer is read to its end. Code that has seen one form alone is compiled for that form, and anew
 * for the first other one. Not thread-safe.
 */
final class TrainingCalls {
    private static final List<String> POOLS = List.of("completions", "messages", "both");
    private static final List<String> PATHS = List.of("/v1/chat/completions", "/v1/messages");
    private static final List<Map<String, String>> CLIENTS = List.of(
            Map.of("Accept", "application/json", "User-Agent", "training/1.0"),
            Map.of("Accept", "*/*"),
            Map.of(
                    "Accept",
                    "application/json, text/event-stream",
                    "Accept-Encoding",
                    "gzip, deflate",
                    "Authorization",
                    "Bearer training",
                    "X-Stainless-Lang",
                    "java",
                    "X-Stainless-Runtime-Version",
                    "25",
                    "anthropic-version",
                    "2023-06-01"),
            Map.of()); // what the JDK sends
    private static final List<Integer> LENGTHS = List.of(1, 40, 400, 4_000); // words of a prompt
    private static final int RARE = 16; // rounds

    private final String address;
    private int rounds;

    TrainingCalls(String address) {
        this.address = address;
    }

    /** Makes a call in each client protocol to each pool, whole and as a stream; returns the number of calls. */
    int round() throws IOException {
        int calls = 0;
        for (String path : PATHS) {
            for (String pool : POOLS) {
                read(path, body(pool, false, question()));
                read(path, body(pool, true, question()));
                calls += 2;
            }
        }
        if (rounds % RARE == RARE - 1) {
            calls += rare();
        }
        rounds++;
        return calls;
    }

    /** Makes a call that needs failover, or that its client leaves; returns the number of calls. */
    private int rare() throws IOException {
        for (String path : PATHS) {
            read(path, body("both", true, TrainingProviders.REFUSED));
            HttpURLConnection left = open(path, body("completions", true, question()));
            left.getInputStream().read();
            left.disconnect();
        }
        return 2 * PATHS.size();
    }

    private String question() {
        return "words of a question ".repeat(LENGTHS.get(rounds / CLIENTS.size() % LENGTHS.size()));
    }

    private static String body(String pool, boolean stream, String question) {
        return "{\"model\":\"" + pool + "\",\"stream\":" + stream
                + ",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}";
    }

    private HttpURLConnection open(String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        CLIENTS.get(rounds % CLIENTS.size()).forEach(connection::setRequestProperty);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return connection;
    }

    private void read(String path, String body) throws IOException {
        try (InputStream in = answer(open(path, body))) {
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.contains("word") || answer.contains("\"error\"")) {
                throw new IOException(path + ": " + answer.length() + " characters without an answer");
            }
        }
    }

    private static InputStream answer(HttpURLConnection connection) throws IOException {
        InputStream answer = connection.getInputStream(); // throws for an error's status
        return "gzip".equals(connection.getContentEncoding()) ? new GZIPInputStream(answer) : answer;
    }
}
