package dev.pointsman.benchmarks.shift;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, with its embedded providers, on a free port of this machine. */
final class GatewayProcess implements AutoCloseable {
    private static final String MAIN = "dev.pointsman.examples.gateway.Application";
    private static final int PATIENCE_SECONDS = 60;
    private static final int PAUSE_MILLIS = 100;

    private final Process process;
    private final int port;

    private GatewayProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it listens. */
    static GatewayProcess start(Path folder, Wanted wanted, Path log) throws IOException, InterruptedException {
        Path configuration = folder.resolve(wanted.fileName() + "-gateway.yml");
        Files.writeString(configuration, wanted.configuration(log.toAbsolutePath()));
        int port = freePort();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dmicronaut.config.files=" + configuration.toAbsolutePath(),
                        "-Dmicronaut.server.port=" + port,
                        MAIN)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(wanted.fileName() + "-gateway.out").toFile())
                .start();
        GatewayProcess gateway = new GatewayProcess(process, port);
        gateway.await();
        return gateway;
    }

    URI chat() {
        return URI.create("http://localhost:" + port + "/v1/chat/completions");
    }

    private void await() throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 1000 / PAUSE_MILLIS; i++) {
            if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("gateway: ended with " + process.exitValue() + " (expected: to listen)");
            }
            if (isListening()) {
                return;
            }
        }
        close();
        throw new IOException("gateway: silent (expected: to listen within " + PATIENCE_SECONDS + " s)");
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), PAUSE_MILLIS);
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Asks it to end, which writes what is left of the log. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
