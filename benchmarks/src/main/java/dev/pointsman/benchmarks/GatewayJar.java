package dev.pointsman.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway's jar in a process of its own, with a client of four connections. Linux only. */
public final class GatewayJar implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int START_SECONDS = 120;
    private static final int PAUSE_MILLIS = 200;
    private static final Pattern RUNNING = Pattern.compile("Server Running: (http://\\S+)");
    private static final String BODY = """
            {"model": "chat", "stream": STREAM, "messages": [{"role": "user", "content": "hello"}]}""";

    private final Process process;
    private final URI address;
    private final List<GatewayConnection> connections = new ArrayList<>();
    private final ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS);

    private GatewayJar(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts a gateway on a free port.
     *
     * @param jar its jar
     * @param configuration the file of its configuration
     * @return the gateway, once it listens
     * @throws IOException if it ends or does not listen
     * @throws InterruptedException if the thread is interrupted
     */
    public static GatewayJar start(Path jar, Path configuration) throws IOException, InterruptedException {
        return start(jar, configuration, List.of());
    }

    /** Starts a gateway with more options for its virtual machine. */
    static GatewayJar start(Path jar, Path configuration, List<String> options)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("gateway-cost", ".out");
        output.toFile().deleteOnExit();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("gateway-options", "-XX:+IgnoreUnrecognizedVMOptions")
                .split(" ", -1)));
        command.addAll(options);
        command.addAll(List.of(
                "-Dmicronaut.config.files=" + configuration.toAbsolutePath(),
                "-Dmicronaut.server.port=-1",
                "-jar",
                jar.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        for (int i = 0; i < START_SECONDS * 1000 / PAUSE_MILLIS; i++) {
            Matcher running = RUNNING.matcher(Files.readString(output));
            if (running.find()) {
                return new GatewayJar(process, URI.create(running.group(1)));
            }
            if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException(jar + ": ended with " + process.exitValue() + " (expected: to listen)");
            }
        }
        process.destroyForcibly();
        throw new IOException(jar + ": does not listen (expected: within " + START_SECONDS + " s)");
    }

    /**
     * Returns where it listens.
     *
     * @return the address
     */
    public URI address() {
        return address;
    }

    /** Makes so many chat calls over all connections; fails if one is not answered with 200. */
    void call(int calls, boolean stream) throws IOException, InterruptedException, ExecutionException {
        call(calls, "/v1/chat/completions", BODY.replace("STREAM", String.valueOf(stream)));
    }

    /** Makes so many calls of one kind over all connections; fails if one is not answered with 200. */
    void call(int calls, String path, String body) throws IOException, InterruptedException, ExecutionException {
        while (connections.size() < CONNECTIONS) { // not before: the gateway closes unused connections
            connections.add(new GatewayConnection(address));
        }
        List<Future<?>> running = new ArrayList<>();
        for (GatewayConnection connection : connections) {
            running.add(callers.submit(() -> {
                for (int k = 0; k < calls / CONNECTIONS; k++) {
                    connection.call(path, body);
                }
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    /** Returns the processor time of all threads but the compiler's, in nanoseconds. */
    long processorNanos() throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads) {
                sum += nanos(thread);
            }
        }
        return sum;
    }

    private static long nanos(Path thread) throws IOException {
        try {
            String name = Files.readString(thread.resolve("comm"));
            boolean compiles = name.startsWith("C1 ") || name.startsWith("C2 ") || name.startsWith("Sweeper");
            return compiles ? 0 : nanos(Files.readString(thread.resolve("schedstat")));
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    private static long nanos(String schedstat) {
        return Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
    }

    /**
     * Kills the process, as {@code kill -9} does.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        callers.shutdownNow();
        for (GatewayConnection connection : connections) {
            connection.close();
        }
        process.destroy(); // a recording that the options ask for is written then
        try {
            process.waitFor(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
