package dev.pointsman.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One benchmark's outcome: medians, which a busy machine moves least.
 *
 * @param name the class and the method, with what they were given
 * @param threads how many threads ran it at once
 * @param nanos the median over all iterations; of each call where calls were sampled; calls per microsecond where
 *     throughput was measured
 * @param bytes allocated by one operation; NaN where it was not measured
 */
record Measured(String name, int threads, double nanos, double bytes) {

    static Measured of(RunResult run) {
        BenchmarkParams params = run.getParams();
        String path = params.getBenchmark();
        String method = path.substring(path.lastIndexOf('.', path.lastIndexOf('.') - 1) + 1);
        String given =
                params.getParamsKeys().stream().sorted().map(params::getParam).collect(Collectors.joining(" "));
        String name = method.replace("Benchmark.", ".") + " " + given;
        double nanos = params.getMode() == Mode.SampleTime
                ? run.getPrimaryResult().getStatistics().getPercentile(50)
                : median(run);
        Result<?> bytes = run.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Measured(name.strip(), params.getThreads(), nanos, bytes == null ? Double.NaN : bytes.getScore());
    }

    private static double median(RunResult run) {
        double[] scores = run.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .toArray();
        Arrays.sort(scores);
        return scores[scores.length / 2];
    }
}
