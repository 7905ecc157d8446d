package dev.pointsman.micronaut.metrics;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelRouterBuilder;
import dev.pointsman.trace.RouteResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Cost of metrics per routed call, with a body that only reports a stream and its usage. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class MetricsBenchmark {
    private static final Usage USAGE = Usage.of(100, 50);
    private static final RouteRequest STREAM =
            RouteRequest.builder().streaming(true).build();

    /** The meter registry. */
    public enum Registry {
        /** Nowhere: there are none. */
        OFF,
        /** Micrometer's own, in memory. */
        SIMPLE,
        /** The one that Prometheus reads, behind the composite that applications have. */
        PROMETHEUS
    }

    /** The meter registry. */
    @Param
    public Registry registry;

    private ModelRouter router;

    /** Builds the router. */
    @Setup
    public void build() {
        ModelRouterBuilder builder = ModelRouter.builder().seed(1);
        String[] ids = IntStream.range(0, 8).mapToObj(i -> "model-" + i).toArray(String[]::new);
        for (String id : ids) {
            builder.model(Model.builder(id, "provider").price(Pricing.of(1, 2)).build());
        }
        builder.pool(Pool.of("chat", ids).withGoal(Goal.of("speed")));
        if (registry == Registry.OFF) {
            router = builder.build();
            return;
        }
        RouterMetrics metrics = new RouterMetrics(meters());
        router = builder.listener(metrics).build();
        metrics.bind(router);
    }

    private MeterRegistry meters() {
        if (registry == Registry.SIMPLE) {
            return new SimpleMeterRegistry();
        }
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        return composite;
    }

    /**
     * A call of one attempt that serves.
     *
     * @return the answer
     */
    @Benchmark
    public RouteResult<Boolean> call() {
        return router.call(STREAM, attempt -> {
            attempt.firstToken();
            return attempt.succeed(USAGE);
        });
    }
}
