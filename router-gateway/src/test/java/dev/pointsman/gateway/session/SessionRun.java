package dev.pointsman.gateway.session;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Tool-loop sessions of agents through a gateway, while its providers go down one after the other. */
final class SessionRun {
    private static final int TRIES = 5; // of a turn, as client libraries repeat a failed request
    private static final Duration BETWEEN = Duration.ofMillis(100);

    final AtomicInteger turns = new AtomicInteger();
    final AtomicInteger wellEnded = new AtomicInteger();
    final AtomicInteger badRequests = new AtomicInteger();
    final AtomicInteger repeated = new AtomicInteger();
    final AtomicInteger elsewhere = new AtomicInteger();
    final AtomicInteger returned = new AtomicInteger();
    final AtomicInteger resets = new AtomicInteger();
    final Queue<String> problems = new ConcurrentLinkedQueue<>();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final List<String> pools;
    private final List<CheckingVendor> vendors;
    private final int perPhase;
    private final Duration thinks;

    /**
     * Creates a run.
     *
     * @param address the gateway's base address
     * @param pools the names of the pools, one of which a session stays with
     * @param vendors go down one after the other, with a time of health after each
     * @param perPhase turns until the next change
     * @param thinks pause of an agent before a turn
     */
    SessionRun(String address, List<String> pools, List<CheckingVendor> vendors, int perPhase, Duration thinks) {
        this.address = address;
        this.pools = pools;
        this.vendors = vendors;
        this.perPhase = perPhase;
        this.thinks = thinks;
    }

    void run(int sessions, int atOnce, int fewest, int most) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        List<Future<?>> all = IntStream.range(0, sessions)
                .<Future<?>>mapToObj(i -> threads.submit(() -> {
                    int steps = new SplittableRandom(i).nextInt(fewest, most + 1);
                    session(i, AgentConversation.of(i % 3, pools.get(i / 3 % pools.size()), steps, i / 9 % 2 == 0));
                    return null;
                }))
                .toList();
        for (Future<?> session : all) {
            session.get();
        }
        threads.shutdown();
        vendors.forEach(vendor -> vendor.down = false);
    }

    private void session(int number, AgentConversation agent) throws InterruptedException {
        String first = null;
        String before = null;
        while (!agent.isOver()) {
            Thread.sleep(thinks.toMillis());
            HttpResponse<String> answer = turn(number, agent);
            if (answer == null) {
                return;
            }
            String model = answer.headers().firstValue("X-Router-Model").orElse("");
            first = first == null ? model : first;
            if (!model.equals(first)) {
                elsewhere.incrementAndGet();
            } else if (before != null && !before.equals(first)) {
                returned.incrementAndGet();
            }
            before = model;
            resets.addAndGet(answer.headers().firstValue("X-Router-Reasoning").isPresent() ? 1 : 0);
            phase(turns.incrementAndGet());
        }
        wellEnded.incrementAndGet();
    }

    /** Sends a turn until its answer is whole; null if the session is lost. */
    private HttpResponse<String> turn(int number, AgentConversation agent) throws InterruptedException {
        String failure = "";
        for (int i = 0; i < TRIES; i++) {
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(address + agent.path))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(agent.body()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                failure = answer.statusCode() + " " + answer.body();
                if (answer.statusCode() == 200 && agent.take(answer.body())) {
                    return answer;
                }
                if (answer.statusCode() == 400) {
                    badRequests.incrementAndGet();
                    break;
                }
            } catch (IOException broken) {
                failure = broken.toString();
            }
            repeated.incrementAndGet();
            Thread.sleep(BETWEEN.toMillis() << i);
        }
        problems.add("session " + number + " (" + agent.path + "): " + failure);
        return null;
    }

    /** Every second phase one vendor is down. */
    private void phase(int turn) {
        int phase = turn / perPhase;
        for (int i = 0; i < vendors.size(); i++) {
            vendors.get(i).down = phase % 2 == 1 && phase / 2 % vendors.size() == i;
        }
    }

    String report(String name) {
        int served = vendors.stream().mapToInt(vendor -> vendor.served.get()).sum();
        int verified =
                vendors.stream().mapToInt(vendor -> vendor.verified.get()).sum();
        int refused = vendors.stream().mapToInt(vendor -> vendor.refused.get()).sum();
        return name + ": " + wellEnded + " sessions ended well, " + turns + " turns, " + badRequests
                + " client-visible 400s, " + repeated + " turns repeated by clients; " + elsewhere
                + " turns elsewhere, " + returned + " returns, " + resets + " resets; vendors served " + served
                + ", verified " + verified + " states, refused " + refused;
    }
}
