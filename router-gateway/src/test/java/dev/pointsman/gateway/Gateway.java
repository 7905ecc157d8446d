package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A running gateway on a free port, and a plain HTTP client for it. */
public final class Gateway implements AutoCloseable {
    public static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    public static final String CHAT = "/v1/chat/completions";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> ALWAYS =
            Map.of("micronaut.server.port", -1, "OPENAI_API_KEY", "", "ANTHROPIC_API_KEY", "", "gateway.demo", true);

    private final HttpClient http = HttpClient.newHttpClient();
    private final EmbeddedServer server;
    private final int port;

    private Gateway(ApplicationContext context) {
        this(context.getBean(EmbeddedServer.class).start());
    }

    private Gateway(EmbeddedServer server) {
        this(server, server.getPort());
    }

    private Gateway(EmbeddedServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** A gateway with its embedded providers, or with those of the files it is told of. */
    public static Gateway start() {
        return start(Map.of());
    }

    /** The same, with more properties. */
    public static Gateway start(Map<String, Object> more) {
        return start(more, new String[0]);
    }

    /** The same, in environments such as production. */
    public static Gateway start(Map<String, Object> more, String... environments) {
        return new Gateway(ApplicationContext.builder(environments)
                .deduceEnvironment(false)
                .properties(ALWAYS)
                .properties(more)
                .start());
    }

    /** A gateway configured by YAML. */
    public static Gateway start(String yaml) throws IOException {
        return start(yaml, Map.of());
    }

    /** The same, with more properties and beans. */
    public static Gateway start(String yaml, Map<String, Object> more, Object... beans) throws IOException {
        Map<String, Object> settings = new YamlPropertySourceLoader()
                .read("test", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        return new Gateway(ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(ALWAYS)
                .properties(more)
                .propertySources(PropertySource.of("test", settings))
                .singletons(beans)
                .start());
    }

    /** The mistake in a configuration that prevented the start; empty for any other failure. */
    public static Optional<String> mistake(Throwable thrown) {
        return Application.mistake(thrown);
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** The address of a path. */
    public String address(String path) {
        return "http://" + server.getHost() + ":" + port + path;
    }

    public int port() {
        return port;
    }

    /** The same gateway at another of its ports. */
    public Gateway at(int other) {
        return new Gateway(server, other);
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    /** The body of a chat completion with more fields. */
    public static String hello(String fields) {
        return HELLO.replace("{\"messages\"", "{" + fields + ",\"messages\"");
    }

    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, body, headers);
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return http.send(request(method, path, body, headers), BodyHandlers.ofString());
    }

    /** One chat completion whose answer comes as JSON. */
    public Heard ask(String... headers) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> response = post(CHAT, HELLO, headers);
        return Heard.document(response, Duration.ofNanos(System.nanoTime() - start));
    }

    /** One chat completion whose answer is streamed, with its usage. */
    Heard stream(String... headers) throws IOException, InterruptedException {
        return streamOf(hello("\"stream\":true,\"stream_options\":{\"include_usage\":true}"), headers);
    }

    public Heard streamOf(String body, String... headers) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<InputStream> response =
                http.send(request("POST", CHAT, body, headers), BodyHandlers.ofInputStream());
        ReceivedBody received = ReceivedBody.of(response.body());
        return Heard.stream(response, received, Duration.ofNanos(System.nanoTime() - start));
    }

    /** A connection to the gateway. */
    public Socket open() throws IOException {
        return new Socket(server.getHost(), server.getPort());
    }

    /** A connection on which a whole request has been sent; who closes it hangs up. */
    Socket begin(String path, String body) throws IOException {
        Socket socket = new Socket(server.getHost(), port);
        String head = "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                .formatted(path, body.getBytes(StandardCharsets.UTF_8).length);
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** The whole response, as it comes, to a head that no decent client would send. */
    public String raw(String head) throws IOException {
        return raw(head, "localhost");
    }

    public String raw(String head, String host) throws IOException {
        return raw(head, host, "");
    }

    /** The same with a body; host null sends no such header. */
    public String raw(String head, String host, String body) throws IOException {
        String named = host == null ? "" : "\r\nHost: " + host;
        try (Socket socket = new Socket(server.getHost(), port)) {
            socket.getOutputStream()
                    .write((head + named + "\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address(path)))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
    }
}
