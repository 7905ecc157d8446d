package dev.pointsman.benchmarks;

import dev.pointsman.decisionlog.DecisionLog;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Cost of the decision log per call: the same call without it and with it.
 *
 * <p>Calls that do nothing come faster than any log can be written. So they come in bursts here that fit into the
 * queue, and the pause until all of a burst is written is not measured.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class DecisionLogBenchmark {
    private static final int BURST = 1000;
    private static final long PAUSE = 100_000;

    private ModelRouter plain;
    private ModelRouter heard;
    private ModelRouter logged;
    private DecisionLog log;
    private Path directory;
    private long asked;

    /** Builds the routers and opens the log. */
    @Setup
    public void build() throws IOException {
        directory = Files.createTempDirectory("decision-log");
        log = DecisionLog.builder(file())
                .maxFiles(1)
                .flushInterval(Duration.ofMillis(1))
                .open();
        plain = Routers.warm(8, "speed");
        heard = Routers.warm(8, "speed", new RouterListener() {});
        logged = Routers.warm(8, "speed", log);
    }

    /** Waits until the last burst is written. */
    @Setup(Level.Invocation)
    public void settle() {
        while (log.written() + log.dropped() < asked) {
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Closes the log, which must have lost nothing. */
    @TearDown
    public void close() throws IOException {
        log.close();
        Files.deleteIfExists(file());
        Files.delete(directory);
        if (log.dropped() > 0) {
            throw new IllegalStateException(
                    "dropped: " + log.dropped() + " (expected: 0, or what is measured is not the log)");
        }
    }

    /** Calls without a listener. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void off(Blackhole answers) {
        burst(plain, answers);
    }

    /** Calls that a listener hears of, which does nothing. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void listener(Blackhole answers) {
        burst(heard, answers);
    }

    /** Calls that are logged. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void on(Blackhole answers) {
        burst(logged, answers);
        asked += BURST; // and a few more, which warmed the router
    }

    private static void burst(ModelRouter router, Blackhole answers) {
        for (int i = 0; i < BURST; i++) {
            answers.consume(router.call(RouteRequest.ANY, attempt -> "answer"));
        }
    }

    private Path file() {
        return directory.resolve("decisions.jsonl");
    }
}
