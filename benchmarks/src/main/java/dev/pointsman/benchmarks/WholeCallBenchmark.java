package dev.pointsman.benchmarks;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.ModelRouter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A decision and its success: all that a call costs besides the call. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class WholeCallBenchmark {
    private static final Usage USAGE = Usage.of(100, 50);

    /** The strategy that decides. */
    @Param({"speed", "linear-speed", "ordered"})
    public String goal;

    /** Number of candidates. */
    @Param("8")
    public int models;

    private ModelRouter router;

    /** Builds the router. */
    @Setup
    public void build() {
        router = Routers.warm(models, goal);
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
