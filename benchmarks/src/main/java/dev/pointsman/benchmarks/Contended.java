package dev.pointsman.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Throughput of {@link ContendedBenchmark} for 1, 2, 4 and 32 threads, in calls per microsecond of all threads: the best
 * iteration of each, which other work on the machine disturbs least.
 */
public final class Contended {
    private static final int[] THREADS = {1, 2, 4, 32};

    private Contended() {}

    /**
     * Measures and prints a table.
     *
     * @param arguments {@code --quick} for about two minutes, nothing for about eight
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws RunnerException {
        boolean quick = List.of(arguments).contains("--quick");
        Map<String, double[]> rows = new LinkedHashMap<>();
        for (int i = 0; i < THREADS.length; i++) {
            int column = i;
            TimeValue time = TimeValue.milliseconds(quick ? 300 : 500);
            OptionsBuilder options = new OptionsBuilder();
            options.include("ContendedBenchmark")
                    .shouldFailOnError(true)
                    .threads(THREADS[i])
                    .forks(quick ? 1 : 2)
                    .warmupIterations(4)
                    .warmupTime(time)
                    .measurementIterations(quick ? 5 : 10)
                    .measurementTime(time);
            new Runner(options.build())
                    .run()
                    .forEach(result -> rows.computeIfAbsent(
                                            Measured.of(result).name(), name -> new double[THREADS.length])[column] =
                            best(result));
        }
        print(rows);
    }

    private static double best(RunResult run) {
        return run.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .max()
                .orElse(Double.NaN);
    }

    private static void print(Map<String, double[]> rows) {
        System.out.println("| calls per microsecond, models | 1 thread | 2 | 4 | 32 | 2 over 1 | 32 over 2 |");
        System.out.println("|---|---|---|---|---|---|---|");
        rows.forEach((name, calls) -> System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |",
                name,
                calls[0],
                calls[1],
                calls[2],
                calls[3],
                calls[1] / calls[0],
                calls[3] / calls[1])));
    }
}
