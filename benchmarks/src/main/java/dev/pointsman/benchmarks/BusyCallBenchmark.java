package dev.pointsman.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A whole call among 64 that are open, of prompts of different lengths: every decision finds two models with another
 * number of calls in flight than the one before.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class BusyCallBenchmark {
    private OpenCalls calls;

    /** Builds the router. */
    @Setup
    public void build() {
        calls = new OpenCalls(Routers.warm(8, "speed"));
    }

    /**
     * The end of one call and the beginning of another.
     *
     * @return whether its ending counted
     */
    @Benchmark
    public boolean call() {
        return calls.step();
    }
}
