package dev.pointsman.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Gateway in a process of its own, which can be killed. */
final class StartedGateway implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private StartedGateway(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a gateway with a configuration, and waits until it answers. */
    static StartedGateway start(Path folder, String yaml) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path file = Files.writeString(folder.resolve("gateway-" + port + ".yml"), yaml);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dmicronaut.config.files=" + file,
                        "-Dmicronaut.server.port=" + port,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Application.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway-" + port + ".log").toFile())
                .start();
        StartedGateway gateway = new StartedGateway(process, port);
        long end = System.nanoTime() + START.toNanos();
        while (!gateway.answers()) {
            if (System.nanoTime() - end > 0 || !process.isAlive()) {
                gateway.close();
                throw new IllegalStateException(Files.readString(folder.resolve("gateway-" + port + ".log")));
            }
            Thread.sleep(50);
        }
        return gateway;
    }

    private boolean answers() throws InterruptedException {
        try {
            return send("GET", "/health", "").statusCode() > 0;
        } catch (IOException e) { // not yet
            return false;
        }
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        return http.send(
                headers.length == 0 ? request.build() : request.headers(headers).build(), BodyHandlers.ofString());
    }

    /** Kills the process at once, as SIGKILL does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
