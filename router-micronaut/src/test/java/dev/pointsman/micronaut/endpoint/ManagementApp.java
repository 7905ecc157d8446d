package dev.pointsman.micronaut.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.ManualClock;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An application with two providers, its management by HTTP, and a clock that stands still. */
public final class ManagementApp implements AutoCloseable {
    public static final String KEY = "sk-station-secret";
    public static final String SWIFT = "swift";
    public static final String THRIFTY = "thrifty";

    private static final ObjectMapper JSON = new ObjectMapper();

    final FaultyProvider aurora = FaultyProvider.openAi().text("from aurora").start();
    final FaultyProvider boreal = FaultyProvider.openAi().text("from boreal").start();
    final ManualClock clock = ManualClock.at(-123);

    private final HttpClient http = HttpClient.newHttpClient();
    private final EmbeddedServer server;

    private ManagementApp(Map<String, Object> settings) throws IOException {
        String yaml = """
            pointsman:
              seed: 7
              instance: station
              providers:
                aurora: { wire: openai, url: "%s", api-key: "%s", headers: { X-More: "%s" } }
                boreal: { wire: openai, url: "%s", api-key: "%s" }
              models:
                - { id: swift, provider: aurora, price: { input: 5.00, output: 15.00 } }
                - { id: thrifty, provider: boreal, region: eu, price: { input: 0.10, output: 0.40 } }
              goals:
                nightly: { latency: 0.1, cost: 1.0 }
              pools:
                chat: { goal: speed, primary: [swift, thrifty], failover: { retry-same: 0 } }
            """.formatted(aurora.url(), KEY, KEY, boreal.url(), KEY);
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("micronaut.server.port", -1);
        server = ApplicationContext.builder()
                .deduceEnvironment(false)
                .propertySources(PropertySource.of(
                        "yaml",
                        new YamlPropertySourceLoader()
                                .read("yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))))
                .properties(all)
                .singletons(clock)
                .run(EmbeddedServer.class);
    }

    /** As an application comes that says nothing of the endpoint. */
    public static ManagementApp closed(Map<String, Object> settings) throws IOException {
        return new ManagementApp(settings);
    }

    /** Read and write access for every client. */
    public static ManagementApp open() throws IOException {
        return new ManagementApp(Map.of("endpoints.pointsman.sensitive", false, "pointsman.endpoint.writes", true));
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public ModelRouter router() {
        return bean(ModelRouter.class);
    }

    /** Asks the pool something. */
    public String ask() {
        return bean(ChatClient.class).complete(ChatRequest.user("Hello")).text();
    }

    /** Asks the pool something that one of its models must answer. */
    public String ask(String model) {
        RouteRequest only =
                RouteRequest.builder().models(AllowDenyList.ANY.allow(model)).build();
        return bean(ChatClient.class)
                .complete(only, ChatRequest.user("Hello"))
                .value()
                .text();
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET().build());
    }

    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** What a path answers, if all is well. */
    public JsonNode read(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURL() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
        aurora.close();
        boreal.close();
    }
}
