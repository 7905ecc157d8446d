package dev.pointsman.gateway;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own with a small heap. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern COLLECTION = Pattern.compile("\\[([\\d.]+)s].* (\\d+)M->(\\d+)M\\(");
    private static final Duration START = Duration.ofSeconds(90);
    private static final int SMALL_WINDOW = 16 * 1024;

    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path folder;
    private final int port;
    private final Process process;
    private final List<Socket> open = new ArrayList<>();

    /** The heap before and after one collection, in MB. */
    record Collection(double second, int before, int after) {}

    GatewayProcess(Path folder, int heapMegabytes, String providerUrl) throws Exception {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path file = Files.writeString(folder.resolve("gateway.yml"), """
                pointsman:
                  providers: { generating: { wire: openai, url: "%s" } }
                  models: [ { id: chat, provider: generating }, { id: bulk, provider: generating } ]
                  pools: { chat: { primary: [chat] }, bulk: { primary: [bulk] } }
                """.formatted(providerUrl));
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path arguments =
                Files.writeString(folder.resolve("arguments"), "-cp\n\"" + classes.replace("\\", "\\\\") + "\"\n");
        process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx" + heapMegabytes + "m",
                        "-Xlog:gc:file=" + folder.resolve("gc.log") + ":uptime",
                        "-Dmicronaut.config.files=" + file,
                        "-Dmicronaut.server.port=" + port,
                        "@" + arguments,
                        Application.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway.log").toFile())
                .start();
        awaitStart();
    }

    private void awaitStart() throws Exception {
        for (long end = System.nanoTime() + START.toNanos(); System.nanoTime() < end; Thread.sleep(100)) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    break;
                }
            }
        }
        throw new IllegalStateException("the gateway has not started: " + log());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("gateway.log"));
    }

    /** All collections so far. */
    List<Collection> collections() throws IOException {
        List<Collection> found = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("gc.log"))) {
            Matcher collection = COLLECTION.matcher(line);
            if (collection.find()) {
                found.add(new Collection(
                        Double.parseDouble(collection.group(1)),
                        Integer.parseInt(collection.group(2)),
                        Integer.parseInt(collection.group(3))));
            }
        }
        return found;
    }

    /** Seconds since the process began. */
    double uptime() {
        long began = process.info().startInstant().orElseThrow().toEpochMilli();
        return (System.currentTimeMillis() - began) / 1e3;
    }

    /** Sends a streamed chat on a connection that is not read yet. */
    synchronized Socket unread(String model) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        open.add(socket);
        String body = body(model);
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost:" + port
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    CompletableFuture<HttpResponse<String>> stream(String model) {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(60))
                        .POST(BodyPublishers.ofString(body(model)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String body(String model) {
        return "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        process.destroyForcibly();
        process.onExit().join();
    }
}
