package dev.pointsman.gateway;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Steady streams at two providers that refuse a share of all requests at once, over real HTTP. Its main method plays four
 * cells with answers of 20 ms and 6 s, in some minutes.
 *
 * @param refused the share of requests that are answered with 503
 * @param underWay the calls under way at each provider
 * @param answer the time an answer takes
 */
record ConcurrencyCell(double refused, int underWay, Duration answer) {
    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final int WARM_UP = 3;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The end of a cell: what its clients saw, and how often a breaker opened. */
    record Result(LoadReport report, int trips) {}

    /** Plays the cell for twice the time of an answer and a half, at least three seconds. */
    Result play() throws IOException, InterruptedException {
        Duration first = answer.dividedBy(4);
        Duration token = answer.minus(first).dividedBy(Situation.TOKENS);
        try (TwoProviders here = new TwoProviders(first, token, "", "")) {
            LoadClient client = new LoadClient(here.gateway, Situation.WHOLE);
            warmUp(client);
            here.providers().forEach(this::refuse);
            double perSecond = 2 * underWay / (answer.toNanos() / 1e9);
            Duration length = answer.multipliedBy(5).dividedBy(2);
            int calls = (int) (Math.max(length.toNanos(), SHORTEST.toNanos()) / 1e9 * perSecond);
            long heap = TwoProviders.heap();
            List<CompletableFuture<LoadResult>> results = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 1; i <= calls; i++) {
                results.add(client.call(true));
                long next = start + (long) (i / perSecond * 1e9);
                Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
            }
            List<LoadResult> ends =
                    results.stream().map(CompletableFuture::join).toList();
            return new Result(new LoadReport(ends, here.inFlight(), heap, TwoProviders.heap()), trips(here));
        }
    }

    /** The first calls of a process take a second and more, and what fails after a second is not asked again. */
    private static void warmUp(LoadClient client) {
        for (int i = 0; i < WARM_UP; i++) {
            List.of(client.call(true), client.call(true)).forEach(CompletableFuture::join);
        }
    }

    private void refuse(FaultyProvider provider) {
        provider.always(request -> {
            double draw = ((request.number() * GOLDEN) >>> 40) / (double) (1 << 24);
            return draw < refused ? Fault.status(503) : Fault.none();
        });
    }

    private static int trips(TwoProviders here) {
        return here.gateway.bean(ModelRouter.class).operations().snapshot().stream()
                .mapToInt(model -> model.breaker().trips())
                .sum();
    }

    /** Four cells in real time. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (ConcurrencyCell cell : List.of(
                new ConcurrencyCell(.1, 1, Duration.ofMillis(20)),
                new ConcurrencyCell(.03, 60, Duration.ofSeconds(6)),
                new ConcurrencyCell(.1, 60, Duration.ofSeconds(6)),
                new ConcurrencyCell(.05, 300, Duration.ofSeconds(6)))) {
            Result result = cell.play();
            System.out.println(cell + ": open breakers " + result.trips() + "; "
                    + result.report().describe());
        }
    }
}
