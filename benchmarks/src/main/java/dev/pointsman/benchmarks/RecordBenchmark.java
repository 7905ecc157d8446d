package dev.pointsman.benchmarks;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Recording;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Cost of recording an attempt, from its beginning to its end. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class RecordBenchmark {
    private static final Usage USAGE = Usage.of(100, 50);
    private static final Failure FAILURE = Failure.of(FailureKind.SERVER_ERROR, "500");

    private Recording attempts;

    /** Builds the router. */
    @Setup
    public void build() {
        attempts = new Recording(Routers.untiring(8, "speed"));
    }

    /**
     * A success.
     *
     * @return whether its ending counted
     */
    @Benchmark
    public boolean success() {
        return attempts.begin().succeed(USAGE);
    }

    /**
     * A failure, too seldom one of many for the breaker to open.
     *
     * @return whether its ending counted
     */
    @Benchmark
    public boolean failure() {
        return attempts.begin().fail(FAILURE);
    }
}
