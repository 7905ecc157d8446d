package dev.pointsman.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The gateway's jar in a process of its own. */
final class GatewayProcess implements AutoCloseable {
    private static final Path JAR = Path.of("..", "router-gateway", "target", "gateway.jar")
            .toAbsolutePath()
            .normalize();
    private static final int TENTHS = 900;

    private final Process process;
    private final Path log;
    private final int port;

    /** Starts the gateway; it serves once {@link #awaitStart} has returned. */
    GatewayProcess(Path folder, String configuration) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " (expected: the gateway's jar, packaged before)");
        }
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path file = Files.writeString(folder.resolve("gateway.yml"), configuration);
        log = folder.resolve("gateway.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dmicronaut.config.files=" + file,
                        "-Dmicronaut.server.port=" + port,
                        "-jar",
                        JAR.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.endsWith("_API_KEY"));
        process = builder.start();
    }

    /** Waits until the gateway accepts connections. */
    void awaitStart() throws IOException, InterruptedException {
        for (int i = 0; i < TENTHS; i++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    break;
                }
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the gateway has not started: " + Files.readString(log));
    }

    /** Returns the address without a path. */
    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }
}
