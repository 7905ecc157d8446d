package dev.pointsman.benchmarks;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.quality.QualitySettings;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.trace.RoutingDecision;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Cost of the monitor of quality on the thread of a call: without a listener, with one that does nothing, with it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class QualityBenchmark {
    private static final int MODELS = 5;

    private ModelRouter plain;
    private ModelRouter heard;
    private ModelRouter monitored;

    /** Builds the routers. */
    @Setup
    public void build() {
        plain = Routers.warm(MODELS, "balanced");
        heard = Routers.warm(MODELS, "balanced", new RouterListener() {
            @Override
            public void decided(RoutingDecision decision, Attempt attempt) {}
        });
        QualityMonitor monitor = new QualityMonitor(QualitySettings.DEFAULT, alarm -> {});
        monitored = Routers.warm(MODELS, "balanced", monitor);
        monitor.connect(monitored, System.nanoTime());
    }

    /**
     * A call without a listener.
     *
     * @return the answer
     */
    @Benchmark
    public RouteResult<String> off() {
        return plain.call(RouteRequest.ANY, attempt -> "answer");
    }

    /**
     * A call with a listener of decisions that does nothing.
     *
     * @return the answer
     */
    @Benchmark
    public RouteResult<String> listener() {
        return heard.call(RouteRequest.ANY, attempt -> "answer");
    }

    /**
     * A call whose decision is kept for the monitor.
     *
     * @return the answer
     */
    @Benchmark
    public RouteResult<String> on() {
        return monitored.call(RouteRequest.ANY, attempt -> "answer");
    }
}
