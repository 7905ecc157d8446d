package dev.pointsman.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, which a test may attack and stop. */
final class AttackedGateway implements AutoCloseable {
    static final String CHAT = "/v1/chat/completions";
    static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    static final String HELLO_STREAM = "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final Process process;
    private final Path log;
    private final int port;

    private AttackedGateway(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** A gateway with so much heap and the configuration of a file that is written into the folder. */
    static AttackedGateway start(Path folder, String heap, String yaml) throws Exception {
        Path configuration = Files.writeString(folder.resolve("gateway.yml"), yaml);
        Path log = folder.resolve("gateway.log");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlogback.configurationFile=logback.xml",
                "-Dmicronaut.config.files=" + configuration,
                "-Dmicronaut.server.port=" + port,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Application.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.endsWith("_API_KEY"));
        AttackedGateway gateway = new AttackedGateway(builder.start(), log, port);
        gateway.awaitStart();
        return gateway;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws Exception {
        for (int i = 0; i < 600; i++) {
            if (!process.isAlive()) {
                throw new AssertionError("the gateway ended: " + log());
            }
            try {
                connect().close();
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("the gateway did not start: " + log());
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    Socket connect() throws IOException {
        return new Socket("localhost", port);
    }

    /** A connection on which a head and a part of a body have been sent. */
    Socket half(long declared, byte[] part) throws IOException {
        Socket socket = connect();
        String head = "POST " + CHAT + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Length: " + declared
                + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(part);
        return socket;
    }

    /** What comes until the server closes the connection, or a time has passed. */
    static String untilClosed(Socket socket, Duration atMost) throws IOException {
        socket.setSoTimeout((int) atMost.toMillis());
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    CompletableFuture<HttpResponse<String>> post(String body) {
        return http.sendAsync(request(body), BodyHandlers.ofString());
    }

    /** Sends a chat; completes when its streamed answer has begun, with the answer as far as it comes. */
    @SuppressWarnings("FutureReturnValueIgnored") // the inner future is the result
    CompletableFuture<CompletableFuture<ReceivedBody>> stream(String body) {
        return http.sendAsync(request(body), BodyHandlers.ofInputStream())
                .thenApply(response -> CompletableFuture.supplyAsync(() -> ReceivedBody.of(response.body()), readers));
    }

    HttpResponse<String> ask(String body) throws Exception {
        return http.send(request(body), BodyHandlers.ofString());
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + CHAT))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    String get(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        readers.shutdownNow();
        process.destroyForcibly();
    }
}
