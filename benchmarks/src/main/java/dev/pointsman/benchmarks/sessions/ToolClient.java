package dev.pointsman.benchmarks.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Client of a gateway that reads streams of chat completions and puts their pieces together. Thread-safe. */
final class ToolClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final double NANOS = 1e-9;
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;
    private final String goal;

    ToolClient(URI gateway, String goal) {
        this.gateway = gateway.resolve("/v1/chat/completions");
        this.goal = goal;
    }

    /** Makes the next call of a session. */
    ToolTurn call(ToolSession session, String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway)
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .header("X-Router-Goal", goal)
                .header("X-Router-Session", id)
                .POST(HttpRequest.BodyPublishers.ofString(session.body()))
                .build();
        long start = System.nanoTime();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != OK) {
            response.body().close();
            throw new IOException("status: " + response.statusCode() + " (expected: 200)");
        }
        String model = response.headers().firstValue("X-Router-Model").orElse("");
        Stream stream = new Stream(start);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                stream.add(line);
            }
        }
        session.answered(stream.message());
        return stream.turn(model);
    }

    /** The pieces of one answer. */
    private static final class Stream {
        private final long start;
        private final StringBuilder text = new StringBuilder();
        private final ObjectNode call = JSON.createObjectNode();
        private final StringBuilder arguments = new StringBuilder();
        private JsonNode usage = JSON.missingNode();
        private long firstToken;

        Stream(long start) {
            this.start = start;
        }

        void add(String line) throws IOException {
            if (!line.startsWith("data: {")) {
                return;
            }
            JsonNode event = JSON.readTree(line.substring("data: ".length()));
            JsonNode delta = event.at("/choices/0/delta");
            JsonNode piece = delta.at("/tool_calls/0");
            text.append(delta.path("content").asText(""));
            if (piece.hasNonNull("id")) {
                call.put("id", piece.path("id").asText()).put("type", "function");
                call.putObject("function")
                        .put("name", piece.at("/function/name").asText());
            }
            arguments.append(piece.at("/function/arguments").asText(""));
            if (firstToken == 0 && text.length() + arguments.length() > 0) {
                firstToken = System.nanoTime();
            }
            if (event.path("usage").isObject()) {
                usage = event.path("usage");
            }
        }

        ObjectNode message() {
            ObjectNode message = JSON.createObjectNode().put("role", "assistant");
            if (call.isEmpty()) {
                return message.put("content", text.toString());
            }
            ((ObjectNode) call.path("function")).put("arguments", arguments.toString());
            message.putNull("content").putArray("tool_calls").add(call);
            return message;
        }

        ToolTurn turn(String model) throws IOException {
            if (firstToken == 0 || usage.isMissingNode()) {
                throw new IOException("stream: ended early (expected: an answer with usage)");
            }
            return new ToolTurn(
                    model,
                    (firstToken - start) * NANOS,
                    (System.nanoTime() - start) * NANOS,
                    usage.path("prompt_tokens").asInt(),
                    usage.at("/prompt_tokens_details/cached_tokens").asInt(),
                    usage.path("completion_tokens").asInt());
        }
    }
}
