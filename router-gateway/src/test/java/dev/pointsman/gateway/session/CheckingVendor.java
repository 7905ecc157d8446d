package dev.pointsman.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fake of one vendor account that checks conversations as the vendor does: state must be its own, calls and results must
 * match. Each answer has reasoning state, and a text or tool calls, as the plan in the last message says.
 */
abstract class CheckingVendor implements AutoCloseable {
    /** Part of every state, to be searched for where none may be. */
    static final String MARK = "STATEMARK";

    static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLAN = Pattern.compile("step=(\\d+) of=(\\d+)");
    private static final int PERIOD = 7; // every seventh answer of a loop is a text

    final String account;
    final AtomicInteger served = new AtomicInteger();
    final AtomicInteger verified = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    volatile boolean down;

    private final AtomicInteger serial = new AtomicInteger();
    private final AtomicInteger outages = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final HttpServer server;

    /**
     * Starts an account.
     *
     * @param account the secret that its states are made with; accounts of one organization have the same
     */
    CheckingVendor(String account) {
        this.account = account;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** A refusal of the vendor: status 400. */
    static final class RefusalException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusalException(String message) {
            super(message);
        }
    }

    /** The step of a session, and the number of its steps. */
    record Plan(int step, int steps) {
        boolean isLast() {
            return step == steps - 1;
        }

        int calls() {
            return isLast() || step % PERIOD == PERIOD - 1 ? 0 : step % 3 == 2 ? 2 : 1;
        }

        String text() {
            return isLast() ? "DONE" : "So far so good.";
        }
    }

    /** Checks a request; the plan is that of its last message. */
    abstract Plan check(JsonNode request, String path);

    abstract ObjectNode whole(JsonNode request, Plan plan);

    abstract List<String> events(JsonNode request, Plan plan);

    abstract ObjectNode error(int status, String message);

    boolean isStreamed(JsonNode request, String path) {
        return request.path("stream").asBoolean();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("GET")) {
                send(exchange, down ? 503 : 200, JSON.createObjectNode());
                return;
            }
            String path = exchange.getRequestURI().toString();
            JsonNode request = JSON.readTree(body);
            boolean streamed = isStreamed(request, path);
            int outage = down ? outages.incrementAndGet() % 4 : 0;
            if (down && (outage < 2 || !streamed)) {
                send(exchange, outage == 0 ? 503 : 529, error(503, "overloaded"));
                return;
            }
            if (down && outage == 2) {
                return; // reset before any header
            }
            Plan plan;
            try {
                if (new String(body, StandardCharsets.UTF_8).contains("pointsman.")) {
                    throw new RefusalException("state of the gateway itself");
                }
                plan = check(request, path);
            } catch (RefusalException e) {
                refused.incrementAndGet();
                refusals.add(getClass().getSimpleName() + ": " + e.getMessage());
                send(exchange, 400, error(400, e.getMessage()));
                return;
            }
            if (!streamed) {
                served.incrementAndGet();
                send(exchange, 200, whole(request, plan));
                return;
            }
            List<String> events = events(request, plan);
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            List<String> sent = down ? events.subList(0, events.size() / 2) : events;
            exchange.getResponseBody().write(String.join("", sent).getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            if (!down) {
                served.incrementAndGet();
                exchange.getResponseBody().close();
            }
        }
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static Plan plan(String text) {
        Matcher matcher = PLAN.matcher(text);
        Plan plan = null;
        while (matcher.find()) {
            plan = new Plan(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
        if (plan == null) {
            throw new RefusalException("no plan in the last message");
        }
        return plan;
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new RefusalException(message);
        }
    }

    int next() {
        return serial.incrementAndGet();
    }

    /** New state for a content: only this account verifies it. */
    String state(String content) {
        String nonce = Integer.toString(next());
        return MARK + nonce + "." + digest(account + nonce + content) + "+/=";
    }

    boolean isOwn(String state, String content) {
        int dot = state.indexOf('.');
        boolean own = state.startsWith(MARK)
                && dot > 0
                && state.equals(MARK + state.substring(MARK.length(), dot) + "."
                        + digest(account + state.substring(MARK.length(), dot) + content) + "+/=");
        if (own) {
            verified.incrementAndGet();
        }
        return own;
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String event(ObjectNode data) {
        return "event: " + data.path("type").asText() + "\ndata: " + data + "\n\n";
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
