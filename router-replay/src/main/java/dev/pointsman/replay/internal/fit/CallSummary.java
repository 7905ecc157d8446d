package dev.pointsman.replay.internal.fit;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.SimulationResult;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Summary of the calls of a log or of its replay.
 *
 * @param name name of the policy
 * @param calls number of calls
 * @param mean mean seconds of a call, failing over included
 * @param median the median of the same
 * @param p99 the 99th percentile of the same
 * @param failureRate share of calls that got no answer
 * @param attempts mean number of attempts of a call
 * @param cost mean US dollars of an answer; NaN if a price is unknown
 * @param shares share of all attempts, by model
 */
record CallSummary(
        String name,
        long calls,
        double mean,
        double median,
        double p99,
        double failureRate,
        double attempts,
        double cost,
        Map<String, Double> shares) {

    /** Copies the shares, by name. */
    CallSummary {
        shares = Collections.unmodifiableMap(new TreeMap<>(shares));
    }

    /**
     * Returns the summary of a simulation.
     *
     * @param result the result
     * @return the summary
     */
    static CallSummary of(SimulationResult result) {
        return new CallSummary(
                result.policy(),
                result.calls(),
                result.meanLatency(),
                result.medianLatency(),
                result.p99Latency(),
                result.failureRate(),
                result.attemptsPerCall(),
                result.costPerCall(),
                result.shares());
    }

    /**
     * Returns a copy with another name.
     *
     * @param value name of the policy
     * @return the renamed summary
     */
    CallSummary named(String value) {
        return new CallSummary(value, calls, mean, median, p99, failureRate, attempts, cost, shares);
    }

    /** Sums over the calls of a log, in memory that does not grow with it. */
    static final class Sums {
        private final DurationHistogram latencies = new DurationHistogram();
        private final Map<String, Long> attempts = new TreeMap<>();
        private long calls;
        private long failures;
        private long served;
        private long allAttempts;
        private double latencySum;
        private double costSum;

        void add(LoggedCall call) {
            if (call.isCancelled()) {
                return;
            }
            calls++;
            double latency = call.latency();
            latencies.add(latency);
            latencySum += latency;
            for (LoggedDecision attempt : call.attempts()) {
                attempts.merge(attempt.pick().model(), 1L, Long::sum);
                allAttempts++;
            }
            Optional<LoggedDecision> serving = call.serving();
            if (serving.isPresent()) {
                served++;
                costSum += serving.get().outcome().cost();
            } else {
                failures++;
            }
        }

        CallSummary figures(String name) {
            Map<String, Double> shares = new TreeMap<>();
            attempts.forEach((model, count) -> shares.put(model, (double) count / allAttempts));
            return new CallSummary(
                    name,
                    calls,
                    latencySum / calls,
                    latencies.quantile(.5),
                    latencies.quantile(.99),
                    (double) failures / calls,
                    (double) allAttempts / calls,
                    costSum / served,
                    shares);
        }
    }
}
