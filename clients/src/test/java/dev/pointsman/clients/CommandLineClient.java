package dev.pointsman.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Coding agent that answers one prompt and ends: a process with a home folder of its own that reaches the gateway and
 * nothing else, and writes events as lines of JSON.
 */
abstract class CommandLineClient implements Client {
    static final String KEY = "client-key";
    static final String PROMPT = "Hello";

    private static final int AT_ONCE = 4;
    private static final int SECONDS = 90;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Executor THREADS = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "command line");
        thread.setDaemon(true);
        return thread;
    });

    private final Path folder;

    /** Creates a client of a package that is installed in a folder. */
    CommandLineClient(Path folder) {
        this.folder = folder;
    }

    /** Returns the program of the package, to be run by Node, with its arguments. */
    abstract List<String> command(Call call);

    /** Returns the environment, apart from the home folder and the path. */
    abstract Map<String, String> environment(Call call, Path home);

    abstract Outcome outcome(List<JsonNode> events);

    @Override
    public boolean showsText() {
        return false;
    }

    /** The answer is a stream always; agents have schemas for their own purposes. */
    @Override
    public boolean isMeasured(Column column) {
        return column != Column.PLAIN && column != Column.SCHEMA;
    }

    @Override
    public boolean isQuick(Column column, Protocol provider) {
        return column == Column.TOOLS && (provider == Protocol.OPENAI || provider == protocol());
    }

    @Override
    public CompletableFuture<Outcome> run(Call call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return ended(call);
                    } catch (IOException | InterruptedException e) {
                        return Outcome.failed("process", 0, e.toString());
                    }
                },
                THREADS);
    }

    /** Runs the program in a folder outside of any project, whose files it would read. */
    private Outcome ended(Call call) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("agent");
        try {
            return ended(call, home);
        } finally {
            delete(home);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException stillWritten) {
            folder.toFile().deleteOnExit();
        }
    }

    private Outcome ended(Call call, Path home) throws IOException, InterruptedException {
        Path output = home.resolve("events");
        List<String> command = new ArrayList<>(List.of(
                NodeModules.node(),
                folder.resolve("isolated.mjs").toString(),
                String.valueOf(URI.create(call.base()).getPort()),
                NodeModules.node()));
        command.addAll(command(call));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(home.resolve("work")).toFile())
                .redirectError(home.resolve("log").toFile())
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment(call, home));
        Process process = builder.start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return ended ? outcome(events(output)) : Outcome.failed("none", 0, Shown.NO_END);
    }

    private static List<JsonNode> events(Path output) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            if (line.startsWith("{")) {
                events.add(JSON.readTree(line));
            }
        }
        return events;
    }
}
