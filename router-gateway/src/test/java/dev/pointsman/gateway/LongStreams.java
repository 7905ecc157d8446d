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
 * Many long streams at two providers, one of which is killed while it serves about half of them. Its main method takes
 * some minutes.
 */
final class LongStreams {
    private static final long SEED = 20;

    private final TwoProviders here;
    private final LoadClient client;
    private final Random random = new Random(SEED);

    private LongStreams(TwoProviders here) {
        this.here = here;
        this.client = new LoadClient(here.gateway, Situation.WHOLE);
    }

    /** 1,000 streams of 20 to 60 s; before them, where asked for, a minute of streams that are five times as quick. */
    static LoadReport full(boolean afterChangeOfPace) throws IOException, InterruptedException {
        return run(1_000, Duration.ofSeconds(20), Duration.ofSeconds(60), afterChangeOfPace, "", "");
    }

    /** 200 streams of 2 to 6 s, with a breaker to match. */
    static LoadReport quick(boolean afterChangeOfPace) throws IOException, InterruptedException {
        return run(
                200,
                Duration.ofSeconds(2),
                Duration.ofSeconds(6),
                afterChangeOfPace,
                "breaker: { open-for: 500ms, open-at-most: 3s, window: 3s }",
                "");
    }

    private static LoadReport run(
            int streams, Duration shortest, Duration longest, boolean paced, String settings, String failover)
            throws IOException, InterruptedException {
        try (TwoProviders here = new TwoProviders(Duration.ZERO, Duration.ZERO, settings, failover)) {
            LongStreams load = new LongStreams(here);
            List<CompletableFuture<LoadResult>> before = new ArrayList<>();
            if (paced) {
                load.pace(shortest.dividedBy(5), longest.dividedBy(5));
                before.addAll(load.start(streams / 2, longest.dividedBy(2)));
                before.forEach(CompletableFuture::join);
            }
            load.pace(shortest, longest);
            long heap = TwoProviders.heap();
            List<CompletableFuture<LoadResult>> calls = load.start(streams, shortest.dividedBy(2));
            here.first.down();
            before.addAll(calls);
            List<LoadResult> results =
                    before.stream().map(CompletableFuture::join).toList();
            return new LoadReport(results, here.inFlight(), heap, TwoProviders.heap());
        }
    }

    private void pace(Duration shortest, Duration longest) {
        for (FaultyProvider provider : here.providers()) {
            provider.always(request -> {
                double share = ((request.number() * 0x9E3779B97F4A7C15L) >>> 40) / (double) (1 << 24);
                long whole = (long) (shortest.toNanos() + share * (longest.toNanos() - shortest.toNanos()));
                return Fault.slowTokens(Duration.ofNanos(whole / Situation.TOKENS));
            });
        }
    }

    private List<CompletableFuture<LoadResult>> start(int streams, Duration within) throws InterruptedException {
        List<CompletableFuture<LoadResult>> calls = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < streams; i++) {
            calls.add(client.call(true));
            long pause = (long) (within.toNanos() * (i + random.nextDouble()) / streams);
            Thread.sleep(Math.max(0, (start + pause - System.nanoTime()) / 1_000_000));
        }
        return calls;
    }

    /** Both forms in their full length. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("provider killed: " + full(false).describe());
        System.out.println("after a change of pace: " + full(true).describe());
    }
}
