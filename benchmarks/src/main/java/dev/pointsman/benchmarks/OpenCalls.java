package dev.pointsman.benchmarks;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import java.util.stream.IntStream;

/**
 * Calls that overlap, as a busy application's do: a fixed number of them is open, and with each new one the oldest
 * ends. No two in a row ask the same.
 */
final class OpenCalls {
    private static final int CALLS = 64;
    private static final int PROMPT = 100;
    private static final Usage USAGE = Usage.of(100, 50);

    private final ModelRouter router;
    private final RouteRequest[] requests = IntStream.rangeClosed(1, CALLS)
            .mapToObj(
                    i -> RouteRequest.builder().estimatedInputTokens(i * PROMPT).build())
            .toArray(RouteRequest[]::new);
    private final Attempt[] open = new Attempt[CALLS];
    private int next;

    OpenCalls(ModelRouter router) {
        this.router = router;
        for (int i = 0; i < CALLS; i++) {
            open[i] = router.route(requests[i]);
        }
    }

    /** Ends the oldest and opens another one. */
    boolean step() {
        int i = next++ & CALLS - 1;
        boolean counted = open[i].succeed(USAGE);
        open[i] = router.route(requests[i]);
        return counted;
    }
}
