package dev.pointsman.testkit.internal.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Real server on a free port of this machine, with its changes in a folder, so that a restart keeps them. */
public final class RedisServer implements AutoCloseable {
    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    private final Path folder;
    private final int port;
    private Process process;

    private RedisServer(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.process = launch();
    }

    public static RedisServer start(Path folder) throws IOException {
        RedisServer server = new RedisServer(folder, freePort());
        server.awaitReady();
        return server;
    }

    /** Returns whether a server is installed; without one the tests are not run, except in CI, where that is a failure. */
    public static boolean isInstalled() {
        boolean found = executable() != null;
        if (!found && "true".equals(System.getenv("REDIS_REQUIRED"))) {
            throw new IllegalStateException("no redis-server or valkey-server in PATH (expected: one of them in CI)");
        }
        if (!found) {
            System.out.println("NOT RUN: tests with a real Redis, no redis-server or valkey-server in PATH");
        }
        return found;
    }

    private static @Nullable Path executable() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        String.valueOf(executable()),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--appendonly",
                        "yes",
                        "--save",
                        "")
                .redirectOutput(folder.resolve("redis.log").toFile())
                .redirectErrorStream(true)
                .start();
    }

    private void awaitReady() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IOException("the server does not start: " + Files.readString(folder.resolve("redis.log")));
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Stops the process for a while, as a machine that hangs: connections stay open, and nothing is answered. */
    public void hang() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void restart() throws IOException {
        process = launch();
        awaitReady();
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
