package dev.pointsman.gateway;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Steady traffic at two providers, of which one at a time is broken, in each of twelve ways. 70 % of the calls are
 * streams, and one client in five leaves before the end. Its main method takes ten minutes.
 */
final class Soak {
    /** What it refuses, how its connection breaks, what it says wrong; after these it is down. */
    private static final List<Fault> FAULTS = List.of(
            Fault.status(503),
            Fault.status(500),
            Fault.rateLimited().retryAfter("1"),
            Fault.resetBeforeHeaders(),
            Fault.neverAnswers(),
            Fault.slowFirstToken(Duration.ofSeconds(25)),
            Fault.resetAfter(20),
            Fault.closeAfter(20),
            Fault.stallAfter(20, Duration.ofSeconds(60)),
            Fault.errorEvent(20),
            Fault.html());

    private static final long SEED = 12;

    private final TwoProviders here;
    private final boolean eachAtBoth;
    private final LoadClient client;
    private final double callsPerSecond;
    private final Duration broken;
    private final Duration healthy;
    private final Duration longestVisit;
    private final Random random = new Random(SEED);
    private final List<CompletableFuture<LoadResult>> calls = new ArrayList<>();
    private final long start = System.nanoTime();

    private Soak(
            TwoProviders here,
            boolean eachAtBoth,
            double callsPerSecond,
            Duration broken,
            Duration healthy,
            Duration longestVisit) {
        this.here = here;
        this.eachAtBoth = eachAtBoth;
        this.client = new LoadClient(here.gateway, Situation.WHOLE);
        this.callsPerSecond = callsPerSecond;
        this.broken = broken;
        this.healthy = healthy;
        this.longestVisit = longestVisit;
    }

    /** Ten minutes with the defaults: 30 calls a second of about 3 s. */
    static LoadReport full() throws IOException, InterruptedException {
        try (TwoProviders here = new TwoProviders(Duration.ofMillis(200), Duration.ofMillis(50), "", "")) {
            return new Soak(here, true, 30, Duration.ofSeconds(17), Duration.ofSeconds(9), Duration.ofSeconds(3)).run();
        }
    }

    /**
     * Half a minute with times a tenth as long, every other fault at one of the providers. A provider is healthy for longer than a stall takes to be found:
     * a stream that stalls at the end of one outage can be resumed before the other provider breaks.
     */
    static LoadReport quick() throws IOException, InterruptedException {
        String breaker = "breaker: { open-for: 500ms, open-at-most: 3s, window: 3s }";
        String failover = "first-token-timeout: 1s, stall-timeout: 1s, response-timeout: 6s, deadline: 12s";
        try (TwoProviders here = new TwoProviders(Duration.ofMillis(40), Duration.ofMillis(5), breaker, failover)) {
            return new Soak(here, false, 25, Duration.ofMillis(1_700), Duration.ofMillis(1_500), Duration.ofMillis(300))
                    .run();
        }
    }

    private LoadReport run() throws InterruptedException {
        callsUntil(healthy);
        long heap = TwoProviders.heap();
        Duration end = healthy;
        for (int i = 0; i < FAULTS.size(); i += eachAtBoth ? 1 : 2) {
            for (FaultyProvider provider : breaking(i)) {
                provider.always(FAULTS.get(i));
                end = end.plus(broken);
                callsUntil(end);
                provider.heal();
                end = end.plus(healthy);
                callsUntil(end);
            }
        }
        for (FaultyProvider provider : here.providers()) {
            provider.down();
            end = end.plus(broken);
            callsUntil(end);
            provider.up();
            end = end.plus(healthy);
            callsUntil(end);
        }
        List<LoadResult> results = calls.stream().map(CompletableFuture::join).toList();
        long inFlight = here.inFlight();
        calls.clear();
        return new LoadReport(results, inFlight, heap, TwoProviders.heap());
    }

    /** Returns the providers that break in one way: both, or by turns. */
    private List<FaultyProvider> breaking(int fault) {
        List<FaultyProvider> providers = here.providers();
        return eachAtBoth ? providers : List.of(providers.get(fault / 2 % providers.size()));
    }

    private void callsUntil(Duration end) throws InterruptedException {
        while (System.nanoTime() - start < end.toNanos()) {
            boolean stream = random.nextDouble() < .7;
            boolean leaves = random.nextDouble() < .2;
            Duration visit = Duration.ofNanos((long) (longestVisit.toNanos() * random.nextDouble()));
            calls.add(leaves ? client.callAndLeave(stream, visit) : client.call(stream));
            long next = start + (long) (calls.size() / callsPerSecond * 1e9);
            Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
        }
    }

    /** The soak in its full length. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println(full().describe());
    }
}
