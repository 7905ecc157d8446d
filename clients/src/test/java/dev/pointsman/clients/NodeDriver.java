package dev.pointsman.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Process that runs calls of the JavaScript libraries, many at once. Safe for all threads. */
final class NodeDriver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, Pending> pending = new ConcurrentHashMap<>();
    private final Process process;
    private final BufferedWriter input;
    private final List<Client> clients = new ArrayList<>();

    private record Pending(Call call, CompletableFuture<Outcome> outcome) {}

    /** A library in the driver. */
    private record Library(NodeDriver driver, String name) implements Client {
        @Override
        public Protocol protocol() {
            if (name.contains("responses")) {
                return Protocol.RESPONSES;
            }
            return name.contains("anthropic") ? Protocol.ANTHROPIC : Protocol.OPENAI;
        }

        @Override
        public CompletableFuture<Outcome> run(Call call) {
            return driver.run(name, call);
        }
    }

    private NodeDriver(Process process) {
        this.process = process;
        this.input = new BufferedWriter(process.outputWriter(StandardCharsets.UTF_8));
    }

    /** Starts the driver in the folder of the installed packages. */
    static NodeDriver start(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(NodeModules.node(), "driver.mjs")
                .directory(folder.toFile())
                .redirectError(folder.resolve("driver.log").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.endsWith("_API_KEY") || name.endsWith("_BASE_URL") || name.endsWith("_PROXY"));
        NodeDriver driver = new NodeDriver(builder.start());
        driver.begin();
        return driver;
    }

    private void begin() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String first = output.readLine();
        if (first == null) {
            throw new IllegalStateException("driver.mjs: ended (see driver.log in the folder of the packages)");
        }
        JSON.readTree(first).path("clients").forEach(name -> clients.add(new Library(this, name.asText())));
        Thread reader = new Thread(() -> output.lines().forEach(this::received), "driver");
        reader.setDaemon(true);
        reader.start();
    }

    List<Client> clients() {
        return List.copyOf(clients);
    }

    private CompletableFuture<Outcome> run(String client, Call call) {
        int id = ids.incrementAndGet();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        pending.put(id, new Pending(call, outcome));
        ObjectNode line = JSON.createObjectNode()
                .put("id", id)
                .put("client", client)
                .put("action", call.action().toString())
                .put("base", call.base())
                .put("model", call.model());
        try {
            synchronized (input) {
                input.write(line + "\n");
                input.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return outcome;
    }

    private void received(String text) {
        JsonNode line;
        try {
            line = JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
        int id = line.path("id").asInt();
        if (line.path("started").asBoolean()) {
            pending.get(id).call().begun().run();
        } else {
            pending.remove(id).outcome().complete(outcome(line));
        }
    }

    private static Outcome outcome(JsonNode line) {
        JsonNode error = line.path("error");
        return error.isObject()
                ? Outcome.failed(
                        error.path("name").asText(),
                        error.path("status").asInt(),
                        error.path("message").asText())
                : Outcome.answer(
                                line.path("text").asText(""),
                                line.path("finish").asText(""))
                        .telling(line.path("told").asText(""));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
