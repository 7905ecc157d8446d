package dev.pointsman.benchmarks;

import io.micronaut.context.ApplicationContext;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A routed method that does nothing, beside the same one unrouted. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class RoutedBenchmark {
    private ApplicationContext context;
    private Answering bean;

    /** Starts an application. */
    @Setup
    public void start() {
        context = Applications.start("http://localhost:1", 8); // nothing is sent
        bean = context.getBean(Answering.class);
    }

    /** Stops it. */
    @TearDown
    public void stop() {
        context.close();
    }

    /**
     * The method alone.
     *
     * @return the answer
     */
    @Benchmark
    public String plain() {
        return bean.plain("question");
    }

    /**
     * The method routed.
     *
     * @return the answer
     */
    @Benchmark
    public String routed() {
        return bean.routed("question");
    }

    /**
     * The reactive method alone.
     *
     * @return the answer
     */
    @Benchmark
    public String plainMono() {
        return bean.plainMono("question").block();
    }

    /**
     * The reactive method routed.
     *
     * @return the answer
     */
    @Benchmark
    public String routedMono() {
        return bean.routedMono("question").block();
    }
}
