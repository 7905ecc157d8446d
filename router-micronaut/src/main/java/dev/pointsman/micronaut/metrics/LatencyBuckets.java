package dev.pointsman.micronaut.metrics;

import java.time.Duration;
import java.util.stream.DoubleStream;

/** Bucket boundaries of all histograms. */
final class LatencyBuckets {
    /** Durations of operations, as recommended by OpenTelemetry. */
    static final Duration[] OPERATION =
            seconds(.01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

    /** Tokens of one operation, as recommended by OpenTelemetry. */
    static final double[] TOKENS = {
        1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
    };

    /** Tokens per second: from slower than reading speed to the fastest hardware. */
    static final double[] RATE = {1, 2, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000, 2000};

    /** Time from a breaker's trip to its close: seconds to hours. */
    static final Duration[] RECOVERY = seconds(1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 14400);

    private LatencyBuckets() {}

    private static Duration[] seconds(double... boundaries) {
        return DoubleStream.of(boundaries)
                .mapToObj(boundary -> Duration.ofMillis(Math.round(boundary * 1000)))
                .toArray(Duration[]::new);
    }
}
