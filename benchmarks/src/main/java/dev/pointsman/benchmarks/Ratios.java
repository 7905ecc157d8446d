package dev.pointsman.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs all benchmarks of the hot path and prints what each costs, as ratios to the peers of the same run. */
public final class Ratios {
    private static final String CHAT = "ChatBenchmark";
    private static final String DECIDE = "DecideBenchmark";
    private static final String WHOLE_CALL = "WholeCallBenchmark";

    private final boolean quick;
    private final List<Measured> rows = new ArrayList<>();

    private Ratios(boolean quick) {
        this.quick = quick;
    }

    /**
     * Measures and prints.
     *
     * @param arguments {@code --quick} for less than five minutes, nothing for less than fifteen
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws RunnerException {
        new Ratios(List.of(arguments).contains("--quick")).run();
    }

    private void run() throws RunnerException {
        String[] sizes = quick ? new String[] {"8", "1000"} : new String[] {"2", "8", "64", "1000"};
        run(options(1)
                .include("PeersBenchmark")
                .include(WHOLE_CALL)
                .include("PacedCallBenchmark")
                .include("BusyCallBenchmark")
                .include("RecordBenchmark"));
        run(options(1).include(DECIDE).param("models", sizes));
        run(options(1).include("RouterCallBenchmark").include("RoutedBenchmark"));
        run(options(2).include(DECIDE).param("models", "8").param("goal", "speed"));
        run(options(2).include(WHOLE_CALL).param("goal", "speed", "ordered"));
        run(options(32).include(WHOLE_CALL).param("goal", "speed"));
        run(options(1).include(CHAT));
        new RatioTable(rows).print();
    }

    private void run(ChainedOptionsBuilder options) throws RunnerException {
        new Runner(options.build()).run().forEach(result -> rows.add(Measured.of(result)));
    }

    private ChainedOptionsBuilder options(int threads) {
        TimeValue time = TimeValue.milliseconds(quick ? 300 : 500);
        return new OptionsBuilder()
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .threads(threads)
                .forks(quick ? 1 : 2)
                .warmupIterations(quick ? 4 : 5)
                .warmupTime(time)
                .measurementIterations(quick ? 7 : 10)
                .measurementTime(time);
    }
}
