package dev.pointsman.benchmarks;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.ModelRouter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Calls of several threads at one model, and at eight models in turn, beside as many breakers of Failsafe and
 * Resilience4j and as many adders.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class ContendedBenchmark {
    private static final Usage USAGE = Usage.of(100, 50);

    /** Number of models. */
    @Param({"1", "8"})
    public int models;

    private ModelRouter router;
    private FailsafeExecutor<Object>[] failsafe;
    private Supplier<String>[] resilience4j;
    private LongAdder[] adders;

    /** Builds the router and its peers. */
    @Setup
    @SuppressWarnings("unchecked") // arrays of generic types
    public void build() {
        router = Routers.warm(models, "round-robin");
        failsafe = IntStream.range(0, models)
                .mapToObj(i -> Failsafe.with(CircuitBreaker.ofDefaults()))
                .toArray(FailsafeExecutor[]::new);
        resilience4j = IntStream.range(0, models)
                .mapToObj(i -> io.github.resilience4j.circuitbreaker.CircuitBreaker.ofDefaults("peer-" + i)
                        .decorateSupplier(() -> "answer"))
                .toArray(Supplier[]::new);
        adders = IntStream.range(0, models).mapToObj(i -> new LongAdder()).toArray(LongAdder[]::new);
    }

    /** Turn of one thread. */
    @State(Scope.Thread)
    public static class Turn {
        private int next;

        int of(int models) {
            return next++ & models - 1;
        }
    }

    /**
     * One routed call.
     *
     * @return whether its end counted
     */
    @Benchmark
    public boolean call() {
        return router.route(RouteRequest.ANY).succeed(USAGE);
    }

    /**
     * One execution through a Failsafe breaker.
     *
     * @param turn the thread's own
     * @return the answer
     */
    @Benchmark
    public Object failsafe(Turn turn) {
        return failsafe[turn.of(models)].get(() -> "answer");
    }

    /**
     * One execution through a Resilience4j breaker.
     *
     * @param turn the thread's own
     * @return the answer
     */
    @Benchmark
    public String resilience4j(Turn turn) {
        return resilience4j[turn.of(models)].get();
    }

    /**
     * The floor: a start and an end, counted by an adder, and two readings of the clock.
     *
     * @param turn the thread's own
     * @return the time between the two
     */
    @Benchmark
    public long adder(Turn turn) {
        LongAdder calls = adders[turn.of(models)];
        long start = System.nanoTime();
        calls.increment();
        calls.decrement();
        return System.nanoTime() - start;
    }
}
