package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pointsman.micronaut.quality.internal.QualityClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A gateway in front of three embedded providers that answer with calls of a tool, one of which may get worse. For the
 * monitor, calls arrive at a fixed rate: its clock moves with each call.
 */
final class QualityWalk implements AutoCloseable {
    static final String MODEL = "fading";
    private static final String TOOLS = """
            {"messages": [{"role": "user", "content": "Where is parcel %d?"}], "tools": [{"type": "function", "function":
            {"name": "track", "parameters": {"type": "object", "properties": {"parcel": {"type": "integer"}},
            "required": ["parcel"], "additionalProperties": false}}}]}""";
    private static final String ANSWER = """
            {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0,
            "finish_reason": "tool_calls", "message": {"role": "assistant", "content": null, "tool_calls": [{"id": "t",
            "type": "function", "function": {"name": "track", "arguments": "%s"}}]}}],
            "usage": {"prompt_tokens": 20, "completion_tokens": 10, "total_tokens": 30}}""";
    private static final String VALID = "{\\\"parcel\\\": 7}";
    private static final String INVALID = "{\\\"parcel\\\": \\\"seven\\\"}";
    private static final int PARALLEL = 6;
    private static final int TRIES = 1500;
    private static final double HOUR_NANOS = 3_600e9;

    private final List<HttpServer> servers = new ArrayList<>();
    private final AtomicInteger[] answered = {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
    private final Random random = new Random(7);
    private final AtomicLong nanos = new AtomicLong(1);
    private final AtomicInteger parcel = new AtomicInteger(); // each call is a conversation of its own
    private final AtomicInteger made = new AtomicInteger();
    private final long perCall;
    private final ExecutorService callers = Executors.newFixedThreadPool(PARALLEL);
    private volatile double invalid;
    private final double base;
    final Gateway gateway;

    /** Starts it; each call takes a share of an hour, and each provider has a share of invalid calls. */
    QualityWalk(int callsPerHour, double base, int baselineHours, int weight, String settings) throws IOException {
        this.perCall = (long) (HOUR_NANOS / callsPerHour);
        this.base = base;
        this.invalid = base;
        for (int i = 0; i < answered.length; i++) {
            servers.add(serve(i));
        }
        gateway = Gateway.start(
                """
                endpoints: { pointsman: { sensitive: false } }
                pointsman:
                  providers:
                    one: { wire: openai, url: "%s" }
                    two: { wire: openai, url: "%s" }
                    three: { wire: openai, url: "%s" }
                  models:
                    - { id: %s, provider: one, capabilities: [tools], quality: 0.9, price: { input: 1, output: 2 } }
                    - { id: steady, provider: two, capabilities: [tools], quality: 0.9, price: { input: 1, output: 2 } }
                    - { id: calm, provider: three, capabilities: [tools], quality: 0.9, price: { input: 1, output: 2 } }
                  goals:
                    good: { latency: 0.1, cost: 0, quality: %d }
                  pools: { chat: { goal: good, primary: [%s, steady, calm] } }
                  endpoint: { writes: true }
                  quality: { enabled: true, baseline: %dh, session-idle: 1m }
                %s
                """.formatted(url(0), url(1), url(2), MODEL, weight, MODEL, baselineHours, settings.indent(2)),
                Map.of(),
                (QualityClock) nanos::get);
    }

    private String url(int server) {
        return "http://127.0.0.1:" + servers.get(server).getAddress().getPort() + "/v1";
    }

    private HttpServer serve(int number) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, number));
        server.setExecutor(Executors.newFixedThreadPool(PARALLEL));
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange, int number) throws IOException {
        exchange.getRequestBody().readAllBytes();
        answered[number].incrementAndGet();
        boolean bad;
        synchronized (random) {
            bad = random.nextDouble() < (number == 0 ? invalid : base);
        }
        byte[] body = ANSWER.formatted(bad ? INVALID : VALID).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Sets the share of invalid tool calls of the model. */
    void invalid(double share) {
        invalid = share;
    }

    /** Makes one call. */
    HttpResponse<String> call() throws Exception {
        HttpResponse<String> answer = gateway.post(Gateway.CHAT, TOOLS.formatted(parcel.incrementAndGet()));
        nanos.addAndGet(perCall);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return answer;
    }

    /** Makes calls; returns the model's share of them. */
    double calls(int count) throws Exception {
        int before = answered[0].get();
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < PARALLEL; i++) {
            tasks.add(callers.submit(() -> {
                for (int n = 0; n < count / PARALLEL; n++) {
                    call();
                }
                return null;
            }));
        }
        for (Future<?> one : tasks) {
            one.get();
        }
        int all = count / PARALLEL * PARALLEL;
        made.addAndGet(all);
        return (answered[0].get() - before) / (double) all;
    }

    /** Makes calls until something is seen in the quality view, at most a number; returns how many were made. */
    int until(Predicate<JsonNode> seen, int atMost) throws Exception {
        int more = 0;
        while (more < atMost && !seen.test(view())) {
            calls(60);
            more += 60;
        }
        return more;
    }

    /** Returns the view of the endpoint, once the answers so far have been processed. */
    JsonNode view() throws Exception {
        return view(counts -> counts.path("answers").asInt()
                        + counts.path("unknown").asInt()
                        + counts.path("dropped").asInt()
                >= made.get());
    }

    /** Returns the view once its counts are as expected. */
    JsonNode view(Predicate<JsonNode> expected) throws Exception {
        JsonNode view = null;
        for (int i = 0; i < TRIES; i++) {
            view = Gateway.json(gateway.send("GET", "/pointsman/quality", "").body());
            if (expected.test(view.path("counts"))) {
                return view;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("not processed: " + view);
    }

    /** Returns the hours of the monitor since the start. */
    double hours() {
        return nanos.get() / HOUR_NANOS;
    }

    /** Returns the state of the model's tool calls. */
    static JsonNode tools(JsonNode view, String model) {
        for (JsonNode one : view.path("signals")) {
            if (one.path("model").asText().equals(model)
                    && one.path("signal").asText().equals("tool-calls")) {
                return one;
            }
        }
        return view.path("missing");
    }

    static double learned(JsonNode view, String model) {
        for (JsonNode one : view.path("learned")) {
            if (one.path("model").asText().equals(model)) {
                return one.path("learned").asDouble();
            }
        }
        return Double.NaN;
    }

    @Override
    public void close() {
        gateway.close();
        callers.shutdownNow();
        servers.forEach(server -> {
            server.stop(0);
            ((ExecutorService) server.getExecutor()).shutdownNow();
        });
    }
}
