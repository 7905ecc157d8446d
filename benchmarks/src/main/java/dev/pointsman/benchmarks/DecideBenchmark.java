package dev.pointsman.benchmarks;

import dev.pointsman.router.Decisions;
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

/** A decision alone: who may be asked, a score for each, a draw. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class DecideBenchmark {

    /** The strategy that decides. */
    @Param({"speed", "linear-speed", "ordered", "p2c-peak-ewma"})
    public String goal;

    /** Number of candidates. */
    @Param({"2", "8", "64", "1000"})
    public int models;

    private ModelRouter router;

    /** Builds the router. */
    @Setup
    public void build() {
        router = Routers.warm(models, goal);
    }

    /** State of one thread. */
    @State(Scope.Thread)
    public static class One {
        private Decisions decisions;

        /**
         * Begins to decide.
         *
         * @param all the router
         */
        @Setup
        public void begin(DecideBenchmark all) {
            decisions = new Decisions(all.router);
        }
    }

    /**
     * One decision.
     *
     * @param one the thread's own
     * @return the one it fell on
     */
    @Benchmark
    public int decide(One one) {
        return one.decisions.choose();
    }
}
