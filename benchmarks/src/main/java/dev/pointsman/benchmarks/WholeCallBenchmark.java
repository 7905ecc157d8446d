package dev.pointsman.benchmarks;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.ModelRouter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A decision and its success, beside one execution through a single Failsafe breaker. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class WholeCallBenchmark {
    private static final Usage USAGE = Usage.of(100, 50);

    /** The strategy that decides. */
    @Param({"speed", "linear-speed", "ordered"})
    public String goal;

    /** How many candidates there are. */
    @Param({"2", "8", "64"})
    public int models;

    private ModelRouter router;
    private FailsafeExecutor<Object> failsafe;

    /** Builds the router and the peer. */
    @Setup
    public void build() {
        router = Routers.warm(models, goal);
        failsafe = Failsafe.with(CircuitBreaker.ofDefaults());
    }

    /**
     * One routed call.
     *
     * @return whether its ending counted
     */
    @Benchmark
    public boolean routeAndSucceed() {
        return router.route(RouteRequest.ANY).succeed(USAGE);
    }

    /**
     * One execution through one breaker.
     *
     * @return the value
     */
    @Benchmark
    public Object failsafeBreaker() {
        return failsafe.get(() -> USAGE);
    }
}
