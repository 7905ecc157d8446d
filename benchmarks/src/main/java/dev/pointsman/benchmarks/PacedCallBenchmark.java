package dev.pointsman.benchmarks;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.ModelRouter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A whole call at an application's pace: between two looks at the clock 11 ms pass, so every estimate fades anew and
 * every sample is used. The whole call of the other benchmark comes less than a microsecond after the one before.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class PacedCallBenchmark {
    private static final Usage USAGE = Usage.of(100, 50);

    private ModelRouter router;

    /** Builds the router. */
    @Setup
    public void build() {
        router = Routers.warm(8, "speed", Paced.clock());
    }

    /**
     * One routed call.
     *
     * @return whether its ending counted
     */
    @Benchmark
    public boolean call() {
        return router.route(RouteRequest.ANY).succeed(USAGE);
    }
}
