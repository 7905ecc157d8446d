package dev.pointsman.benchmarks;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.RouteResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The call with failover around a body that does nothing. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class RouterCallBenchmark {
    private ModelRouter router;
    private ModelRouter heard;

    /** Builds the routers. */
    @Setup
    public void build() {
        router = Routers.warm(8, "speed");
        heard = Routers.warm(8, "speed", new RouterListener() {});
    }

    /**
     * A call without a listener.
     *
     * @return the answer
     */
    @Benchmark
    public RouteResult<String> call() {
        return router.call(RouteRequest.ANY, attempt -> "answer");
    }

    /**
     * A call with a listener.
     *
     * @return the answer
     */
    @Benchmark
    public RouteResult<String> callWithListener() {
        return heard.call(RouteRequest.ANY, attempt -> "answer");
    }
}
